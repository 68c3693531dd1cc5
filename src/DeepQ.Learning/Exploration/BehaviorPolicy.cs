using DeepQ.Learning.Actions;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Exploration;

/// <summary>Chooses the actions of several environments during training.</summary>
internal sealed class BehaviorPolicy(ExplorationPolicy exploration, int environments, int actionCount)
{
    private const int Undecided = -1;
    private readonly int[] _actions = new int[environments];
    private readonly bool[] _explores = new bool[environments];
    private readonly float[] _qValues = new float[environments * actionCount];

    /// <summary>The type of the exploration.</summary>
    public string Name => exploration.GetType().Name;

    /// <summary>The values of the latest choice, if they were computed: N × A values, row-major.</summary>
    public ReadOnlySpan<float> QValues => _qValues;

    /// <summary>Marks the latest choices that were not greedy or were made without values: N values.</summary>
    public Span<bool> Explores => _explores;

    /// <summary>Chooses an action for each state.</summary>
    /// <param name="values">
    /// Computes the values of the actions; called only if some choice, or <paramref name="valuesAreKept"/>, needs
    /// values.
    /// </param>
    /// <param name="states">The states: N × n values, row-major.</param>
    /// <param name="legal">True for each legal action: N × A values, row-major; empty if all are legal.</param>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="random">The generator that actions are drawn from.</param>
    /// <param name="valuesAreKept">Whether <see cref="QValues"/> are needed in any case.</param>
    /// <returns>The actions; the next call overwrites them.</returns>
    /// <exception cref="InvalidOperationException">A custom exploration chose an action that is not legal.</exception>
    public ReadOnlySpan<int> Choose(
        IQFunction values,
        ReadOnlySpan<float> states,
        ReadOnlySpan<bool> legal,
        long step,
        Random random,
        bool valuesAreKept = false)
    {
        for (int i = 0; i < environments; i++)
        {
            _actions[i] = exploration.ChooseWithoutValues(actionCount, Mask(legal, i), step, i, random) ?? Undecided;
            _explores[i] = _actions[i] != Undecided;
        }

        if (valuesAreKept || _actions.Contains(Undecided))
        {
            values.QValues(states, _qValues);
            for (int i = 0; i < environments; i++)
            {
                if (_actions[i] != Undecided)
                    continue;
                ReadOnlySpan<float> qValues = _qValues.AsSpan(i * actionCount, actionCount);
                int action = exploration.Choose(qValues, Mask(legal, i), step, i, random);
                ChosenAction.Require(exploration, action, actionCount, Mask(legal, i));
                _explores[i] = qValues[action] < qValues[Greedy.Action(qValues, Mask(legal, i))];
                _actions[i] = action;
            }
        }

        for (int i = 0; i < environments; i++)
            ChosenAction.Require(exploration, _actions[i], actionCount, Mask(legal, i));
        return _actions;
    }

    /// <inheritdoc cref="ExplorationPolicy.OnEpisodeEnd"/>
    public void OnEpisodeEnd(int environment, double episodeReturn) => exploration.OnEpisodeEnd(environment, episodeReturn);

    /// <inheritdoc cref="ExplorationPolicy.Save"/>
    public void Save(BinaryWriter writer) => exploration.Save(writer);

    /// <inheritdoc cref="ExplorationPolicy.Load"/>
    public void Load(BinaryReader reader) => exploration.Load(reader);

    private ReadOnlySpan<bool> Mask(ReadOnlySpan<bool> legal, int environment) =>
        legal.IsEmpty ? legal : legal.Slice(environment * actionCount, actionCount);
}
