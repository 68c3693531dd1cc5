using DeepQ.Environments.MinAtar;

namespace DeepQ.Environments.Tests.MinAtar;

/// <summary>A game whose state can be put right before each step, without sticky actions.</summary>
internal sealed class Played
{
    private readonly float[] _observation;

    public Played(Func<MinAtarProtocol, MinAtarGame> create, double value = 0.5, int whole = 0)
    {
        Draws = new Draws(value, whole);
        Game = create(MinAtarProtocol.Original with { StickyActions = 0 });
        _observation = new float[Game.ObservationSpace.Size];
        Game.Reset(Draws, _observation);
    }

    public MinAtarGame Game { get; }

    public Draws Draws { get; }

    /// <summary>The sum of rewards.</summary>
    public double Return { get; private set; }

    public double[] State
    {
        get
        {
            double[] state = new double[Game.StateSize];
            Game.SaveState(state);
            return state;
        }
    }

    public string Picture => Game.Render();

    /// <summary>Puts values of the state where they are asked for.</summary>
    public Played With(params (int Index, double Value)[] values)
    {
        double[] state = State;
        foreach ((int index, double value) in values)
            state[index] = value;
        Game.LoadState(state, _observation);
        return this;
    }

    public StepResult Step(int action = 0)
    {
        StepResult result = Game.Step(action, Draws, _observation);
        Return += result.Reward;
        return result;
    }

    /// <summary>Takes as many steps, none of which ends the game.</summary>
    public Played Steps(int count, int action = 0)
    {
        for (int i = 0; i < count; i++)
            Assert.False(Step(action).Terminated, $"It ended in step {i + 1}.");
        return this;
    }

    /// <summary>Whether something of a channel is in a cell.</summary>
    public bool Shows(int channel, int row, int column) => _observation[(channel * 100) + (row * 10) + column] == 1;

    /// <summary>How many cells of a channel show something.</summary>
    public int Count(int channel) => _observation.AsSpan(channel * 100, 100).Count(1f);
}
