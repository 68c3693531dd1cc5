namespace DeepQ.Environments.Tests.MinAtar;

/// <summary>A generator under control: the same number from [0, 1) and the same whole number at each draw.</summary>
internal sealed class Draws(double value = 0.5, int whole = 0) : Random
{
    public double Value { get; set; } = value;

    public int Whole { get; set; } = whole;

    public override double NextDouble() => Value;

    public override int Next(int maxValue) => Math.Min(Whole, maxValue - 1);
}
