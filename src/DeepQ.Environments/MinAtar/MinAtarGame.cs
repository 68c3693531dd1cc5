using System.Text;
using DeepQ.Environments.Episodes;
using DeepQ.Environments.Rendering;

namespace DeepQ.Environments.MinAtar;

/// <summary>
/// A game of MinAtar: a grid of 10 × 10 cells that is observed as bits, a channel for each kind of thing.
/// </summary>
/// <remarks>
/// <para>
/// Young, Tian: MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible Reinforcement Learning Experiments (2019),
/// https://arxiv.org/abs/1903.03176. Observation: (channels, 10, 10) bits as bytes of 0 and 1; the published one has its channels
/// last. Actions: 0 no-op, 1 left, 2 up, 3 right, 4 down, 5 fire, or those of them that do something in the game.
/// </para>
/// <para>
/// The action executed last, which may stick, survives a reset, as it does in the original. A step after the end of an
/// episode is an error rather than a step without a reward.
/// </para>
/// </remarks>
public abstract class MinAtarGame : IEnvironment, ITextRenderable
{
    /// <summary>The width and the height of the grid.</summary>
    protected const int Size = 10;

    /// <summary>The number of cells of a channel.</summary>
    protected const int Cells = Size * Size;

    private static readonly string[] ActionNames = ["no-op", "left", "up", "right", "down", "fire"];

    private readonly Episode _episode;
    private readonly int[] _actions;
    private readonly string _glyphs;
    private readonly int _channels;
    private int _lastAction;

    private protected MinAtarGame(
        string name, MinAtarProtocol protocol, int[] minimalActions, string glyphs, int gameStateSize, int? stepLimit = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (!(protocol.StickyActions is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(protocol), protocol.StickyActions, "StickyActions is a probability, from 0 to 1.");
        }

        Name = $"MinAtar/{name}{protocol.Suffix}";
        Protocol = protocol;
        _actions = protocol.MinimalActions ? minimalActions : [0, 1, 2, 3, 4, 5];
        _glyphs = glyphs;
        _channels = glyphs.Length;
        GameStateSize = gameStateSize;
        ObservationSpace = new([_channels, Size, Size], 0, 1, ElementType.UInt8);
        ActionSpace = new([.. _actions.Select(action => ActionNames[action])]);
        _episode = new(this, protocol.StepLimit is null ? int.MaxValue : stepLimit ?? protocol.StepLimit.Value);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The rules of the game.</summary>
    public MinAtarProtocol Protocol { get; }

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; }

    /// <inheritdoc/>
    public bool RemembersAcrossEpisodes => Protocol.StickyActions > 0;

    /// <inheritdoc/>
    public int StateSize => GameStateSize + 1 + Episode.StateSize;

    /// <summary>The number of values that describe the game itself.</summary>
    private protected int GameStateSize { get; }

    /// <inheritdoc/>
    public void Reset(Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireObservation(observation);
        Begin(random);
        _episode.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireStep(action, observation);
        if (Protocol.StickyActions == 0 || random.NextDouble() >= Protocol.StickyActions)
            _lastAction = _actions[action];
        int reward = Play(_lastAction, random, out bool terminated);
        Observe(observation);
        return _episode.Advance(reward, terminated);
    }

    /// <inheritdoc/>
    public void SaveState(Span<double> state)
    {
        _episode.Save(state);
        Save(state[..GameStateSize]);
        state[GameStateSize] = _lastAction;
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        _episode.RequireObservation(observation);
        _episode.Load(state);
        Load(state[..GameStateSize]);
        _lastAction = (int)Math.Clamp(state[GameStateSize], 0, ActionNames.Length - 1);
        Observe(observation);
    }

    /// <inheritdoc/>
    public string Render()
    {
        float[] cells = new float[_channels * Cells];
        Draw(cells);
        StringBuilder text = new();
        for (int cell = 0; cell < Cells; cell++)
        {
            int channel = _channels - 1;
            while (channel >= 0 && cells[(channel * Cells) + cell] == 0)
                channel--;
            text.Append(channel < 0 ? '.' : _glyphs[channel]);
            if (cell % Size == Size - 1 && cell < Cells - 1)
                text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Begins a game.</summary>
    private protected abstract void Begin(Random random);

    /// <summary>Plays one step.</summary>
    /// <returns>The reward.</returns>
    private protected abstract int Play(int action, Random random, out bool terminated);

    /// <summary>Sets the bits of everything present in an observation of zeros.</summary>
    private protected abstract void Draw(Span<float> cells);

    /// <summary>Writes the state of the game.</summary>
    private protected abstract void Save(Span<double> state);

    /// <summary>Reads what <see cref="Save"/> wrote and clamps values to their range.</summary>
    private protected abstract void Load(ReadOnlySpan<double> state);

    /// <summary>Sets a bit where it lies on the grid.</summary>
    private protected static void Set(Span<float> cells, int channel, int row, int column)
    {
        if ((uint)column < Size && (uint)row < Size)
            cells[(channel * Cells) + (row * Size) + column] = 1;
    }

    /// <summary>Returns an integer of a saved state, clamped to its range.</summary>
    private protected static int Whole(double value, int least, int greatest) => (int)Math.Clamp(value, least, greatest);

    /// <summary>Draws whether something moves to the right, with probability 1/2.</summary>
    private protected static bool NextSide(Random random) => random.NextDouble() < 0.5;

    private void Observe(Span<float> observation)
    {
        observation = observation[..(_channels * Cells)];
        observation.Clear();
        Draw(observation);
    }
}
