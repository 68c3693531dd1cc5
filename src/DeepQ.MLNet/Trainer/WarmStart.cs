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

/// <summary>Makes a network again of a policy that was fitted, exported or saved.</summary>
internal static class WarmStart
{
    /// <summary>Refuses settings whose states or actions cannot be those of a policy.</summary>
    /// <exception cref="ArgumentException">They differ; the message says how.</exception>
    public static void RequireSameInputs(DeepQTransformer previous, DeepQTrainer.Options options)
    {
        if (previous.Policy.Signature.TakesColumns)
        {
            throw new ArgumentException(
                "The earlier policy is a file with the featurizer in it, from which the network cannot be told: go on from the " +
                "transformer of Fit, or from its zip.");
        }

        if (options.Featurizer is not null && previous.Featurizer is null)
        {
            throw new ArgumentException(
                "The earlier policy takes states as a table has them, and Featurizer would make others of a table. " +
                "Go on from the transformer of Fit, which has its featurizer, or set Featurizer to null.");
        }

        RequireSameActions(previous.Policy.ActionNames, options);
    }

    /// <summary>Refuses settings that name other actions than a policy has.</summary>
    /// <exception cref="ArgumentException">They differ; the message says how.</exception>
    public static void RequireSameActions(IReadOnlyList<string> names, DeepQTrainer.Options options)
    {
        if (options.ActionNames is { } own && !own.SequenceEqual(names))
        {
            throw new ArgumentException(
                $"The earlier policy has the actions {string.Join(", ", names)}, and ActionNames are " +
                $"{string.Join(", ", own)}; they must be the same, in the same order.");
        }
    }

    /// <summary>Makes a network of the architecture that the settings describe, with the weights of a policy.</summary>
    /// <remarks>Of noisy layers a file has the means; the scales of the noise are drawn.</remarks>
    /// <exception cref="ArgumentException">The policy has another architecture; the message says where.</exception>
    public static QNetwork ToNetwork(
        ModelPolicy policy, DqnOptions options, BoxSpace observations, DiscreteSpace actions)
    {
        if (policy.ObservationSize != observations.Size)
        {
            throw new ArgumentException(
                $"The earlier policy takes {policy.ObservationSize} values a state, and the table has " +
                $"{observations.Size}.");
        }

        PolicyMetadata metadata = policy.Metadata ?? throw new ArgumentException(
            "The earlier policy was not written by this library, so that its weights cannot be told: go on from a " +
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
        // Which part of the greatest probability suffices is a setting of the training, not a weight.
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

    // Ends that a trainer chose are in the file.
    private static ValueDistribution WithEnds(ValueDistribution distribution, ModelPolicy policy) =>
        distribution is HistogramDistribution { Minimum: double.NaN, Maximum: double.NaN } open
            && PolicyWeights.ReturnsOf(policy.Model.Span) is [var first, .., var last]
            ? open.WithReturns(first, last)
            : distribution;

    // One number for all values, as bytes have, comes from the architecture.
    private static ObservationScaling? ScalingOf(ModelPolicy policy) =>
        PolicyWeights.ScalingOf(policy.Model.Span) is { } scaling && scaling.Offset.Length == policy.ObservationSize
            ? new ObservationScaling(scaling.Offset.ToArray(), scaling.Factor.ToArray())
            : null;

    // What an exported policy has lost cannot be learned on.
    private static void RequireWeights(ValueDistribution distribution, bool isInFile)
    {
        string? problem = distribution.LostByExport(isInFile);
        if (problem is not null)
            throw new ArgumentException($"The file of a policy of {problem}: go on from a TrainingResult instead.");
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
            throw new ArgumentException($"{network.GetType().Name} does not tell its weights.");
        using IDisposable frozen = no_grad();
        foreach ((Parameter parameter, float[] values) in parameters.Zip(weights))
        {
            using Tensor source = tensor(values, parameter.shape);
            parameter.copy_(source);
        }
    }
}
