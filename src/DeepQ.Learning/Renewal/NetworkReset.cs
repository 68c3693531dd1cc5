using DeepQ.Learning.Networks;
using static TorchSharp.torch;

namespace DeepQ.Learning.Renewal;

/// <summary>Resets a network in parts or as a whole: see <see cref="ResetOptions"/>.</summary>
internal static class NetworkReset
{
    /// <summary>Sets θ ← (1 − share) θ + share θ_fresh; the share of the head is 1 or 0.</summary>
    /// <param name="network">The network, whose weights change.</param>
    /// <param name="fresh">A network of the same architecture, on the same device, with the new weights.</param>
    /// <param name="options">The parts to reset.</param>
    public static void Run(QNetwork network, QNetwork fresh, ResetOptions options)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        HashSet<Parameter> head = [.. network.HeadParameters];
        foreach ((Parameter own, Parameter drawn) in network.parameters().Zip(fresh.parameters()))
        {
            double share = !head.Contains(own) ? options.BodyShare : options.Head ? 1 : 0;
            if (share == 1)
                own.copy_(drawn);
            else if (share > 0)
                own.lerp_(drawn, tensor((float)share, device: own.device));
        }

        network.SettleNorms();
    }
}
