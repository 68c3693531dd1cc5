using System.Runtime.InteropServices;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Actions;
using DeepQ.Learning.Networks;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;

namespace DeepQ.Learning.Export;

/// <summary>Exports a Q-network as an ONNX model.</summary>
public static class PolicyExport
{
    /// <summary>
    /// Writes a Q-network as an ONNX model with a dynamic batch: states in, Q-values and greedy action out.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="metadata">The description stored in the model; it also names the input.</param>
    /// <param name="options">Optional inputs and outputs of the graph; null for none.</param>
    /// <returns>The bytes of the model.</returns>
    /// <exception cref="NotSupportedException">The network does not describe its layers.</exception>
    /// <exception cref="ArgumentException">The metadata or the options do not fit the network.</exception>
    public static byte[] ToOnnx(QNetwork network, PolicyMetadata metadata, PolicyGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(metadata);
        options ??= new();
        return PolicyGraph.ToBytes(
            NeedsDistribution(options) ? network.ToDistributionLayers() : network.ToLayers(), metadata, options);
    }

    /// <summary>
    /// Writes the result of a training as an ONNX model that takes raw observations. The model includes what wrappers
    /// of the environment do with them, such as <see cref="NormalizeObservation"/>.
    /// </summary>
    /// <param name="training">The training.</param>
    /// <param name="metadata">The description stored in the model; null for <see cref="TrainingResult.Describe"/>.</param>
    /// <param name="options">Optional inputs and outputs of the graph; null for none.</param>
    /// <returns>The bytes of the model.</returns>
    /// <exception cref="NotSupportedException">
    /// The network does not describe its layers, or a wrapper does not describe how it transforms observations.
    /// </exception>
    /// <exception cref="ArgumentException">The metadata or the options do not fit the network.</exception>
    public static byte[] ToOnnx(
        TrainingResult training, PolicyMetadata? metadata = null, PolicyGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.RawObservations?.Problem is { } problem)
            throw new NotSupportedException(problem);
        options ??= new();
        QNetwork network = training.Network;
        IReadOnlyList<PolicyLayer> layers = NeedsDistribution(options) ? network.ToDistributionLayers() : network.ToLayers();
        if (training.RawObservations is { Offset: { Count: > 0 } offset, Factor: var factor })
            layers = [new ScalingLayer(offset.ToArray(), factor.ToArray()), .. layers];
        return PolicyGraph.ToBytes(layers, metadata ?? training.Describe(), options);
    }

    /// <summary>
    /// Compares a model with the training it was written from, on raw observations within their bounds and within ±1.
    /// </summary>
    /// <param name="runtime">The model in a runtime.</param>
    /// <param name="training">The training.</param>
    /// <param name="random">Draws the observations.</param>
    /// <returns>The figures; <see cref="VerificationReport.Passed"/> tells whether they are good enough.</returns>
    public static VerificationReport Verify(PolicyFunction runtime, TrainingResult training, Random random)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        ArgumentNullException.ThrowIfNull(training);
        BoxSpace space = training.RawObservations?.Space ?? training.ObservationSpace;
        PolicyFunction network = ToFunction(training.Network);
        ExactPolicyFunction? exact = ToExactFunction(training.Network);
        if (training.RawObservations is not { Offset: { Count: > 0 } offset, Factor: var factor })
            return OnnxVerifier.Compare(runtime, network, space.Low, space.High, random, exact: exact);

        return OnnxVerifier.Compare(
            runtime,
            (states, batch) => network(Scaled(states), batch),
            space.Low,
            space.High,
            random,
            exact: exact is null ? null : (states, _) => training.Network.ExactQValues(
                [.. states.Select((value, i) => ((double)value - offset[i % offset.Count]) * factor[i % offset.Count])]));

        float[] Scaled(float[] states) =>
            [.. states.Select((value, i) => (value - offset[i % offset.Count]) * factor[i % offset.Count])];
    }

    /// <summary>
    /// Returns the network itself as a function, to compare a runtime's results with. The network is put in evaluation
    /// mode, in which no noise acts.
    /// </summary>
    /// <param name="network">The network; it must outlive the function.</param>
    public static PolicyFunction ToFunction(QNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.eval();
        network.Exploring = false;
        return (states, batch) =>
        {
            float[] qValues = new float[batch * network.ActionCount];
            network.QValues(states, qValues);
            long[] actions = new long[batch];
            for (int i = 0; i < batch; i++)
                actions[i] = Greedy.Action(qValues.AsSpan(i * network.ActionCount, network.ActionCount));
            return (qValues, actions);
        };
    }

    private static bool NeedsDistribution(PolicyGraphOptions options) => options.Distribution || options.Uncertainty;

    /// <summary>Returns the network in double precision, from the same weights, to measure the float32 error.</summary>
    /// <param name="network">The network; it must outlive the function.</param>
    /// <returns>The function; null if a custom module computes in single precision only.</returns>
    public static ExactPolicyFunction? ToExactFunction(QNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        try
        {
            network.ExactQValues(new double[network.ObservationSize]);
        }
        catch (Exception error) when (error is ExternalException or ArgumentException or InvalidOperationException)
        {
            return null;
        }

        return (states, _) => network.ExactQValues(Array.ConvertAll(states, value => (double)value));
    }
}
