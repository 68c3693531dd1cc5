using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Fused;

/// <summary>Says which networks the fused update computes.</summary>
internal static class FusedPath
{
    /// <summary>What of a network, or of its update, the fused one cannot compute; null where it can compute it.</summary>
    public static string? Obstacle(QNetwork network, LearnerSettings settings) =>
        settings is { HasSparseStates: true, Optimizer.Optimizer: { KnowsRest: false } optimizer }
            ? $"states are sparse, and what {optimizer} does to weights without a gradient is not known"
        : settings is { HasSparseStates: true, Optimizer.BeginsAnew: true }
            ? "states are sparse, and weights of dormant units are drawn anew"
        : Obstacle(network) ?? TooManyValues((LayeredQNetwork)network, settings);

    /// <summary>What of a network the fused update cannot compute; null where it can compute it.</summary>
    public static string? Obstacle(QNetwork network)
    {
        if (network is not LayeredQNetwork { Options: var options } layered)
            return $"the network is a {network.GetType().Name}";
        if (network.parameters().FirstOrDefault(parameter => parameter.device_type != DeviceType.CPU) is { } parameter)
            return $"the network is on {parameter.device_type}";
        if (options.ConvolutionNorm == ConvolutionNormalization.Image &&
            options.Convolutions.FirstOrDefault(shape => shape.Channels % AlignedBuffer.Line != 0) is { Channels: > 0 } odd)
        {
            return $"it normalizes images of {odd.Channels} channels, which is no multiple of {AlignedBuffer.Line}";
        }

        if (layered.StateFactors.Length > 1)
            return "the network scales each value of an observation by a factor of its own";
        return Unknown(layered);
    }

    private static string? TooManyValues(LayeredQNetwork network, LearnerSettings settings)
    {
        FusedLayout layout = new(network, settings.HasSparseStates);
        long values = (long)settings.BatchSize * Math.Max(layout.Width, layout.WidestStep);
        return values <= Array.MaxLength - AlignedBuffer.Line
            ? null
            : $"{settings.BatchSize} states at once have {values} values in it, more than one array holds";
    }

    // A part of the architecture that the layout does not know of would leave its weights out, or take others for them.
    private static string? Unknown(LayeredQNetwork network)
    {
        IEnumerable<long> known = new FusedLayout(network).Slots.Select(slot => (long)slot.Rows * slot.Columns);
        return known.SequenceEqual(network.parameters().Select(parameter => parameter.numel()))
            ? null
            : "the network has layers that the fused update does not know";
    }
}
