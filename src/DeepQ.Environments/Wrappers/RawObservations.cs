namespace DeepQ.Environments.Wrappers;

/// <summary>
/// The observations of an application that acts where an environment learned, and how the environment's wrappers
/// transform them: y = (x − <see cref="Offset"/>) · <see cref="Factor"/>.
/// </summary>
/// <param name="Space">The observations before wrappers changed them.</param>
public sealed record RawObservations(BoxSpace Space)
{
    /// <summary>The value to subtract from each observed value; empty if nothing is subtracted.</summary>
    public IReadOnlyList<float> Offset { get; init; } = [];

    /// <summary>The factor of each difference; as many values as <see cref="Offset"/>.</summary>
    public IReadOnlyList<float> Factor { get; init; } = [];

    /// <summary>The reason why no policy can take raw observations; null if one can.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// Returns the raw observations of an environment, according to the current state of its wrappers.
    /// </summary>
    /// <param name="environment">The environment.</param>
    public static RawObservations Of(IEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment is EnvironmentWrapper wrapper
            ? wrapper.GetRawObservations()
            : new RawObservations(environment.ObservationSpace);
    }

    /// <summary>
    /// Returns the raw observations of several environments, whose wrappers must transform them alike.
    /// </summary>
    /// <param name="environments">The environments.</param>
    public static RawObservations Of(VectorEnvironment environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        RawObservations first = Of(environments.Environments[0]);
        bool agree = environments.Environments.Skip(1).Select(Of).All(other =>
            other.Offset.SequenceEqual(first.Offset) && other.Factor.SequenceEqual(first.Factor));
        return agree ? first : first with
        {
            Problem = "The environments normalize observations by different statistics, but a policy can have only one: give " +
                "all of them the same RunningStatistics.",
        };
    }

    /// <summary>Returns this followed by one more shift and scaling of each value.</summary>
    internal RawObservations Then(IReadOnlyList<double> offset, IReadOnlyList<double> factor)
    {
        bool isFirst = Offset.Count == 0;
        return this with
        {
            Offset = [.. offset.Select((value, i) => (float)(isFirst ? value : Offset[i] + (value / Factor[i])))],
            Factor = [.. factor.Select((value, i) => (float)(isFirst ? value : Factor[i] * value))],
        };
    }

    /// <summary>Returns this for observations that consist of several consecutive ones.</summary>
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
