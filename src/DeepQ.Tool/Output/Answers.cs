using DeepQ.Serving;

namespace DeepQ.Tool.Output;

/// <summary>What a policy answers to states.</summary>
/// <param name="Names">The names of the actions.</param>
/// <param name="QValues">The Q-values, row-major.</param>
/// <param name="Actions">The action in each state.</param>
internal sealed record Answers(IReadOnlyList<string> Names, float[] QValues, int[] Actions)
{
    /// <summary>The answers, one by one, as programs read them.</summary>
    public IEnumerable<Answer> All => Actions.Select((action, state) => new Answer(
        action,
        Names[action],
        Enumerable.Range(0, Names.Count).ToDictionary(one => Names[one], one => QValues[(state * Names.Count) + one])));

    /// <summary>Asks a policy.</summary>
    /// <exception cref="ArgumentException">The states or masks do not fit it, or it requires masks.</exception>
    public static Answers Of(ManagedPolicy policy, float[] states, bool[] legal)
    {
        float[] qValues = new float[states.Length / policy.ObservationSize * policy.ActionCount];
        int[] actions = new int[states.Length / policy.ObservationSize];
        policy.Evaluate(states, qValues, actions, legal);
        return new(policy.ActionNames, qValues, actions);
    }

    /// <summary>The answer to one state.</summary>
    /// <param name="Action">The number of the action.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="QValues">The Q-value of each action, by its name.</param>
    internal sealed record Answer(int Action, string Name, IReadOnlyDictionary<string, float> QValues);
}
