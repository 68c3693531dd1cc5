using DeepQ.Environments.Episodes;
using DeepQ.Environments.Rendering;

namespace DeepQ.Environments.Tabular;

/// <summary>
/// A Markov decision process with few states, given by a transition table that callers can read. Value iteration over
/// the table gives the exact optimum to measure a learner against.
/// </summary>
/// <remarks>
/// <para>The observation is the state as a one-hot vector: 1 at the number of the state, 0 elsewhere.</para>
/// <para>
/// A reset and a step draw one <see cref="Random.NextDouble"/> each, even if only one outcome is possible, as
/// Gymnasium does; the outcome is the first one whose cumulative probability exceeds the draw.
/// </para>
/// <para>A saved state has 3 values: the state, elapsed steps, and 1 when the episode is over or 0.</para>
/// </remarks>
public class TabularEnvironment : IEnvironment, ITextRenderable
{
    private readonly double[] _start;
    private readonly int _lastStart;
    private readonly TabularTransition[][] _transitions;
    private readonly Episode _episode;

    /// <summary>Creates an environment from its model; <see cref="Reset"/> starts the first episode.</summary>
    /// <param name="name">The identifier of the environment.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="startDistribution">The probability of each state to be the first one; one value per state, with sum 1.</param>
    /// <param name="model">
    /// Returns the possible outcomes of an action in a state; called once for each pair, in this constructor.
    /// </param>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentException">
    /// Probabilities are negative or do not sum to 1 (±1e-9), a next state does not exist, or a reward is not finite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public TabularEnvironment(
        string name,
        DiscreteSpace actions,
        IReadOnlyList<double> startDistribution,
        Func<int, int, IReadOnlyList<TabularTransition>> model,
        int maxSteps = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(startDistribution);
        ArgumentNullException.ThrowIfNull(model);
        (Name, ActionSpace, _start) = (name, actions, [.. startDistribution]);
        TabularModel.RequireDistribution(_start, $"the start states of {name}");
        _lastStart = Array.FindLastIndex(_start, probability => probability > 0);
        ObservationSpace = new([StateCount], low: 0, high: 1);

        _transitions = new TabularTransition[StateCount * actions.Count][];
        for (int state = 0; state < StateCount; state++)
        {
            for (int action = 0; action < actions.Count; action++)
            {
                TabularTransition[] outcomes = [.. model(state, action)];
                TabularModel.RequireOutcomes(outcomes, StateCount, $"state {state} and action {action} of {name}");
                _transitions[state * actions.Count + action] = outcomes;
            }
        }

        _episode = new(this, maxSteps);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; }

    /// <summary>The number of states.</summary>
    public int StateCount => _start.Length;

    /// <summary>The current state, from 0 up to, not including, <see cref="StateCount"/>.</summary>
    public int State { get; private set; }

    /// <summary>The probability of each state to be the first one.</summary>
    public IReadOnlyList<double> StartDistribution => _start;

    /// <inheritdoc/>
    public virtual bool HasActionMask => false;

    /// <inheritdoc/>
    public int StateSize => 1 + Episode.StateSize;

    /// <summary>Gets the model: all possible outcomes of an action in a state.</summary>
    /// <param name="state">From 0 up to, not including, <see cref="StateCount"/>.</param>
    /// <param name="action">An action of <see cref="ActionSpace"/>.</param>
    /// <returns>Entries whose probabilities sum to 1; two may have the same next state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or action.</exception>
    public IReadOnlyList<TabularTransition> GetTransitions(int state, int action)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)StateCount, nameof(state));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)action, (uint)ActionSpace.Count, nameof(action));
        return _transitions[state * ActionSpace.Count + action];
    }

    /// <summary>Finds the states that an episode can reach before it ends, whatever the policy.</summary>
    /// <returns>Their numbers, in the order of discovery from the start states.</returns>
    public IReadOnlyList<int> FindReachableStates()
    {
        List<int> found = [.. Enumerable.Range(0, StateCount).Where(state => _start[state] > 0)];
        bool[] seen = new bool[StateCount];
        found.ForEach(state => seen[state] = true);
        for (int i = 0; i < found.Count; i++)
        {
            for (int action = 0; action < ActionSpace.Count; action++)
            {
                foreach (TabularTransition next in GetTransitions(found[i], action))
                {
                    if (next is { Terminated: false, Probability: > 0 } && !seen[next.NextState])
                    {
                        seen[next.NextState] = true;
                        found.Add(next.NextState);
                    }
                }
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public virtual void GetActionMask(Span<bool> legal) => legal.Fill(true);

    /// <inheritdoc/>
    public void Reset(Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireObservation(observation);
        double draw = random.NextDouble();
        double cumulative = _start[0];
        State = 0;
        while (cumulative <= draw && State < _lastStart)
            cumulative += _start[++State];
        _episode.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireStep(action, observation);
        TabularTransition[] outcomes = _transitions[State * ActionSpace.Count + action];
        double draw = random.NextDouble();
        double cumulative = outcomes[0].Probability;
        int chosen = 0;
        while (cumulative <= draw && chosen < outcomes.Length - 1)
            cumulative += outcomes[++chosen].Probability;

        State = outcomes[chosen].NextState;
        Observe(observation);
        return _episode.Advance(outcomes[chosen].Reward, outcomes[chosen].Terminated);
    }

    /// <inheritdoc/>
    public void SaveState(Span<double> state)
    {
        _episode.Save(state);
        state[0] = State;
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        _episode.RequireObservation(observation);
        if (state.Length > 0 && !(state[0] >= 0 && state[0] < StateCount && state[0] == Math.Floor(state[0])))
        {
            throw new ArgumentException(
                $"The states of {Name} are 0 to {StateCount - 1}, not {state[0]}.", nameof(state));
        }

        _episode.Load(state);
        State = (int)state[0];
        Observe(observation);
    }

    /// <inheritdoc/>
    public virtual string Render() => $"state {State} of {StateCount}";

    private void Observe(Span<float> observation)
    {
        observation[..StateCount].Clear();
        observation[State] = 1;
    }
}
