using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Learning.Tests.Support;

/// <summary>CartPole whose four values are an image of one channel and 2 × 2 points, for convolutions.</summary>
internal sealed class ImageEnvironment() : EnvironmentWrapper(new CartPole())
{
    public override BoxSpace ObservationSpace { get; } = new([1, 2, 2], float.NegativeInfinity, float.PositiveInfinity);
}
