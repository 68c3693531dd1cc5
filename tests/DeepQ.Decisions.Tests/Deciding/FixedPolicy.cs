using DeepQ.Onnx.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>A policy with the same Q-values in each state, or that fails.</summary>
internal sealed class FixedPolicy(string version, params float[] qValues) : IPolicy
{
    public Exception? Failure { get; set; }

    public PolicyMetadata? Metadata => null;

    public int ObservationSize { get; init; } = 2;

    public int ActionCount => qValues.Length;

    public IReadOnlyList<string> ActionNames { get; set; } = [.. qValues.Select((_, i) => $"{i}")];

    /// <summary>Gives the version instead, at each look.</summary>
    public Func<string>? NextVersion { get; set; }

    public int Evaluations { get; private set; }

    public string Version => NextVersion?.Invoke() ?? version;

    public int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal = default) => Array.IndexOf(qValues, qValues.Max());

    public void Act(ReadOnlySpan<float> states, Span<int> actions, ReadOnlySpan<bool> legal = default) =>
        throw new NotSupportedException();

    public void Evaluate(ReadOnlySpan<float> states, Span<float> values, Span<int> actions, ReadOnlySpan<bool> legal = default) =>
        throw new NotSupportedException();

    public void QValues(ReadOnlySpan<float> states, Span<float> values)
    {
        Evaluations++;
        if (Failure is not null)
            throw Failure;
        qValues.CopyTo(values);
    }
}
