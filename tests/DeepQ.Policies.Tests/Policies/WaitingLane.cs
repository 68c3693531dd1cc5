using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;

namespace DeepQ.Policies.Tests.Policies;

/// <summary>A lane whose runs of one state wait for something, and choose the second of two actions.</summary>
/// <param name="wait">Waits.</param>
/// <param name="dispose">Is told when the lane is disposed.</param>
internal sealed class WaitingLane(Action wait, Action? dispose = null) : PolicyLane
{
    public override ReadOnlySpan<float> QValues => new float[] { 0, 1 };

    public override ReadOnlySpan<long> Actions => new long[] { 1 };

    public override ReadOnlySpan<float> Margins => [];

    public override ReadOnlySpan<float> Distributions => [];

    public override ReadOnlySpan<float> Uncertainties => [];

    public override void Run(ReadOnlySpan<float> states, bool all) => wait();

    public override void Run(PolicyRows rows, int first, int count, bool all) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        dispose?.Invoke();
        base.Dispose(disposing);
    }
}
