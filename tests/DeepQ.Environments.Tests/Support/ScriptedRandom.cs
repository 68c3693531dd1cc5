namespace DeepQ.Environments.Tests.Support;

/// <summary>A generator that draws what it is told, and fails when more is asked for.</summary>
internal sealed class ScriptedRandom(params double[] draws) : Random
{
    private readonly Queue<double> _draws = new(draws);

    public int Left => _draws.Count;

    public override double NextDouble() => _draws.Dequeue();
}
