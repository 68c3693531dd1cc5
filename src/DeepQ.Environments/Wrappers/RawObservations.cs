namespace DeepQ.Environments.Wrappers;

/// <summary>
/// What an application observes that acts where an environment learned, and what the environment's wrappers make of it:
/// y = (x − <see cref="Offset"/>) · <see cref="Factor"/>.
/// </summary>
/// <param name="Space">The observations before wrappers changed them.</param>
public sealed record RawObservations(BoxSpace Space)
{
    /// <summary>What is taken from each value; empty where values are as they are.</summary>
    public IReadOnlyList<float> Offset { get; init; } = [];

    /// <summary>What each difference is multiplied by; as many values as <see cref="Offset"/>.</summary>
    public IReadOnlyList<float> Factor { get; init; } = [];

    /// <summary>Why it cannot be told what a policy makes of raw observations; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The raw observations of an environment, by its wrappers as they are now.</summary>
    /// <param name="environment">The environment.</param>
    public static RawObservations Of(IEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment is EnvironmentWrapper wrapper
            ? wrapper.GetRawObservations()
            : new RawObservations(environment.ObservationSpace);
    }

    /// <summary>The raw observations of several environments, whose wrappers must do the same.</summary>
    /// <param name="environments">The environments.</param>
    public static RawObservations Of(VectorEnvironment environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        RawObservations first = Of(environments.Environments[0]);
        bool agree = environments.Environments.Skip(1).Select(Of).All(other =>
            other.Offset.SequenceEqual(first.Offset) && other.Factor.SequenceEqual(first.Factor));
        return agree ? first : first with
        {
            Problem = "The environments normalize observations by different statistics, and a policy can have one only: give " +
                "all of them the same RunningStatistics.",
        };
    }

    /// <summary>The same after one more shift and scaling of each value.</summary>
    internal RawObservations Then(IReadOnlyList<double> offset, IReadOnlyList<double> factor)
    {
        bool isFirst = Offset.Count == 0;
        return this with
        {
            Offset = [.. offset.Select((value, i) => (float)(isFirst ? value : Offset[i] + (value / Factor[i])))],
            Factor = [.. factor.Select((value, i) => (float)(isFirst ? value : Factor[i] * value))],
        };
    }

    /// <summary>The same for observations of which some stand one after the other.</summary>
    internal RawObservations Repeated(int count, BoxSpace stacked) => this with
    {
        Space = new BoxSpace(
            [.. stacked.Shape],
            [.. Enumerable.Repeat(Space.Low, count).SelectMany(low => low)],
            [.. Enumerable.Repeat(Space.High, count).SelectMany(high => high)],
            Space.ElementType),
        Offset = [.. Enumerable.Repeat(Offset, count).SelectMany(values => values)],
        Factor = [.. Enumerable.Repeat(Factor, count).SelectMany(values => values)],
    };
}
