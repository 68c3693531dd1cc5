using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Fused;

/// <summary>Decides which networks the fused update can compute.</summary>
internal static class FusedPath
{
    /// <summary>
    /// Returns the property of a network or its update that the fused update cannot compute; null if it can compute
    /// all.
    /// </summary>
    public static string? Obstacle(QNetwork network, LearnerSettings settings) =>
        settings is { HasSparseStates: true, Optimizer.Optimizer: { KnowsRest: false } optimizer }
            ? $"states are sparse, and the effect of {optimizer} on weights without a gradient is unknown"
        : settings is { HasSparseStates: true, Optimizer.BeginsAnew: true }
            ? "states are sparse, and weights of dormant units are reinitialized"
        : Obstacle(network) ?? TooManyValues((LayeredQNetwork)network, settings);

    /// <summary>
    /// Returns the property of a network that the fused update cannot compute; null if it can compute all.
    /// </summary>
    public static string? Obstacle(QNetwork network)
    {
        if (network is not LayeredQNetwork { Options: var options } layered)
            return $"the network is a {network.GetType().Name}";
        if (network.parameters().FirstOrDefault(parameter => parameter.device_type != DeviceType.CPU) is { } parameter)
            return $"the network is on {parameter.device_type}";
        if (options.ConvolutionNorm == ConvolutionNormalization.Image &&
            options.Convolutions.FirstOrDefault(shape => shape.Channels % AlignedBuffer.Line != 0) is { Channels: > 0 } odd)
        {
            return $"it normalizes images of {odd.Channels} channels, which is not a multiple of {AlignedBuffer.Line}";
        }

        if (layered.StateFactors.Length > 1)
            return "the network scales each value of an observation by a separate factor";
        return Unknown(layered);
    }

    private static string? TooManyValues(LayeredQNetwork network, LearnerSettings settings)
    {
        FusedLayout layout = new(network, settings.HasSparseStates);
        long values = (long)settings.BatchSize * Math.Max(layout.Width, layout.WidestStep);
        return values <= Array.MaxLength - AlignedBuffer.Line
            ? null
            : $"{settings.BatchSize} states at once need {values} values, more than an array can have";
    }

    // A part of the architecture that the layout does not know would leave its weights out, or confuse them with
    // others.
    private static string? Unknown(LayeredQNetwork network)
    {
        IEnumerable<long> known = new FusedLayout(network).Slots.Select(slot => (long)slot.Rows * slot.Columns);
        return known.SequenceEqual(network.parameters().Select(parameter => parameter.numel()))
            ? null
            : "the network has layers that the fused update does not know";
    }
}
