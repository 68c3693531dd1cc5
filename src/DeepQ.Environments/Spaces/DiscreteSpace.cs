namespace DeepQ.Environments;

/// <summary>A finite set of actions, numbered from zero.</summary>
public sealed class DiscreteSpace
{
    /// <summary>Creates a space of named actions.</summary>
    /// <param name="names">One name an action, all different.</param>
    /// <exception cref="ArgumentException">There are no names, one is empty, or two are the same.</exception>
    public DiscreteSpace(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            throw new ArgumentException("A space of actions needs at least one action.", nameof(names));

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new ArgumentException($"Action {seen.Count} has no name.", nameof(names));
            if (!seen.Add(name))
                throw new ArgumentException($"Two actions are named '{name}'.", nameof(names));
        }

        Names = [.. names];
    }

    /// <summary>Creates a space of actions named by their numbers.</summary>
    /// <param name="count">The number of actions.</param>
    /// <exception cref="ArgumentException"><paramref name="count"/> is not positive.</exception>
    public DiscreteSpace(int count)
        : this([.. Enumerable.Range(0, Math.Max(0, count)).Select(i => $"{i}")])
    {
    }

    /// <summary>The number of actions.</summary>
    public int Count => Names.Count;

    /// <summary>The name of each action.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of actions and their names, such as <c>2 actions: left, right</c>.</summary>
    public override string ToString() => $"{Count} actions: {string.Join(", ", Names)}";
}
