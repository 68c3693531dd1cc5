using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Export;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Offline;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.MLNet.Trainer;

/// <summary>Recreates a network from a policy that was fitted, exported or saved.</summary>
internal static class WarmStart
{
    /// <summary>Refuses settings whose states or actions cannot be those of a policy.</summary>
    /// <exception cref="ArgumentException">They differ; the message says how.</exception>
    public static void RequireSameInputs(DeepQTransformer previous, DeepQTrainer.Options options)
    {
        if (previous.Policy.Signature.TakesColumns)
        {
            throw new ArgumentException(
                "The earlier policy is a file that includes the featurizer, from which the network cannot be separated: continue from the " +
                "transformer of Fit, or from its zip.");
        }

        if (options.Featurizer is not null && previous.Featurizer is null)
        {
            throw new ArgumentException(
                "The earlier policy takes the states of a table, but Featurizer would make other states. " +
                "Continue from the transformer of Fit, which has its featurizer, or set Featurizer to null.");
        }

        RequireSameActions(previous.Policy.ActionNames, options);
    }

    /// <summary>Refuses settings with other action names than a policy's.</summary>
    /// <exception cref="ArgumentException">They differ; the message says how.</exception>
    public static void RequireSameActions(IReadOnlyList<string> names, DeepQTrainer.Options options)
    {
        if (options.ActionNames is { } own && !own.SequenceEqual(names))
        {
            throw new ArgumentException(
                $"The earlier policy has the actions {string.Join(", ", names)}, but ActionNames are " +
                $"{string.Join(", ", own)}; they must be the same, in the same order.");
        }
    }

    /// <summary>Creates a network of the configured architecture with the weights of a policy.</summary>
    /// <remarks>A file has only the means of noisy layers; the scales of the noise are drawn.</remarks>
    /// <exception cref="ArgumentException">The policy has another architecture; the message says where.</exception>
    public static QNetwork ToNetwork(
        ModelPolicy policy, DqnOptions options, BoxSpace observations, DiscreteSpace actions)
    {
        if (policy.ObservationSize != observations.Size)
        {
            throw new ArgumentException(
                $"The earlier policy takes {policy.ObservationSize} values per state, but the table has " +
                $"{observations.Size}.");
        }

        PolicyMetadata metadata = policy.Metadata ?? throw new ArgumentException(
            "The earlier policy was not written by this library, so its weights cannot be identified: continue from a " +
            "policy of this trainer, or from a TrainingResult.");
        bool hasDistribution = policy.Signature.Distribution is not null;
        RequireWeights(options.Network.Distribution, hasDistribution);
        QNetwork network = Create(policy, options, observations, actions);
        try
        {
            byte[] like = PolicyExport.ToOnnx(network, metadata, new() { Distribution = hasDistribution });
            byte[] named = Named(like, metadata, policy.Signature);
            Take(network, PolicyWeights.Read(policy.Model.Span, named, policy.Signature.QValues));
            return network;
        }
        catch (ArgumentException problem)
        {
            network.Dispose();
            throw new ArgumentException(
                $"The earlier policy must have the architecture that the settings describe: {problem.Message}",
                problem);
        }
    }

    private static QNetwork Create(
        ModelPolicy policy, DqnOptions options, BoxSpace observations, DiscreteSpace actions)
    {
        QNetwork values = Layers(options.Network);
        if (!PolicyWeights.HasSupport(policy.Model.Span))
            return values;
        // The threshold is a setting of the training, not a weight, so any value will do.
        const double threshold = 0.5;
        QNetwork behavior = Layers(BatchConstrainedQLearning.BehaviorOf(options.Network));
        return new ConstrainedQNetwork(values, behavior, threshold);

        QNetwork Layers(NetworkOptions network) => options.CreateNetwork is { } create
            ? create(observations, actions, new Xoshiro256(0)) ?? throw new ArgumentException(
                "CreateNetwork returned null: it must return a new network at each call, or be null itself.")
            : (network with
            {
                ObservationScaling = ScalingOf(policy),
                Distribution = WithEnds(network.Distribution, policy),
            }).CreateNetwork(
                observations, actions.Count, new Xoshiro256(0));
    }

    // The file has the ends that a trainer chose.
    private static ValueDistribution WithEnds(ValueDistribution distribution, ModelPolicy policy) =>
        distribution is HistogramDistribution { Minimum: double.NaN, Maximum: double.NaN } open
            && PolicyWeights.ReturnsOf(policy.Model.Span) is [var first, .., var last]
            ? open.WithReturns(first, last)
            : distribution;

    // A single number for all values, as for bytes, comes from the architecture.
    private static ObservationScaling? ScalingOf(ModelPolicy policy) =>
        PolicyWeights.ScalingOf(policy.Model.Span) is { } scaling && scaling.Offset.Length == policy.ObservationSize
            ? new ObservationScaling(scaling.Offset.ToArray(), scaling.Factor.ToArray())
            : null;

    // Weights that an exported policy has lost cannot be trained further.
    private static void RequireWeights(ValueDistribution distribution, bool isInFile)
    {
        string? problem = distribution.LostByExport(isInFile);
        if (problem is not null)
            throw new ArgumentException($"The file of a policy of {problem}: continue from a TrainingResult instead.");
    }

    private static byte[] Named(byte[] model, PolicyMetadata metadata, PolicySignature signature) =>
        OnnxRename.InputsAndOutputs(model, new Dictionary<string, string>
        {
            [metadata.ObservationName] = signature.State,
            [PolicyGraph.QValuesName] = signature.QValues,
        });

    private static void Take(QNetwork network, IReadOnlyList<float[]> weights)
    {
        Parameter[] parameters = [.. network.ExportedWeights];
        if (parameters.Length != weights.Count)
            throw new ArgumentException($"{network.GetType().Name} does not expose its weights.");
        using IDisposable frozen = no_grad();
        foreach ((Parameter parameter, float[] values) in parameters.Zip(weights))
        {
            using Tensor source = tensor(values, parameter.shape);
            parameter.copy_(source);
        }
    }
}
