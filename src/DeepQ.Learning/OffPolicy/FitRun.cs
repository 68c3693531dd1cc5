using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.OffPolicy;

/// <summary>One fit: a network and its training data.</summary>
internal sealed class FitRun : IDisposable
{
    private const int Cool = 1_000_000;

    private readonly ReplayBuffer _transitions;
    private readonly IReadOnlyList<int> _slots;
    private readonly float _gamma;
    private readonly TableUnits _units;
    private readonly Xoshiro256 _random;
    private readonly TransitionBatch _batch;
    private readonly TorchThreads _threads = new(1);
    private readonly DqnLearner _learner;

    /// <summary>Creates the network with drawn weights.</summary>
    /// <param name="log">The data.</param>
    /// <param name="slots">The transitions to fit to, with repetitions.</param>
    /// <param name="hiddenUnits">The width of each hidden layer.</param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="settings">The settings, with a learning rate of <see cref="RateFrom"/>.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="units">The unit of the learned values.</param>
    /// <param name="random">The generator of all draws.</param>
    public FitRun(
        LoggedData log,
        IReadOnlyList<int> slots,
        IReadOnlyList<int> hiddenUnits,
        double gamma,
        LearnerSettings settings,
        Func<INetworkPair, Objective> objective,
        TableUnits units,
        Xoshiro256 random)
    {
        (_transitions, _slots, _gamma, _units, _random) = (log.Transitions, slots, (float)gamma, units, random);
        _batch = _transitions.NewBatch(settings.BatchSize);
        QNetwork network = units.Apply(new NetworkOptions { HiddenUnits = [.. hiddenUnits] })
            .CreateNetwork(log.ObservationSpace, log.ActionSpace.Count, random.Fork());
        _learner = NetworkPair.CreateLearner(network, settings, random.Fork(), objective);
    }

    /// <summary>The current values.</summary>
    public IQFunction Values => _learner.Values;

    /// <summary>The number of updates so far.</summary>
    public int Updates { get; private set; }

    /// <summary>
    /// Returns a learning rate that is constant until <see cref="CoolDown"/> and then falls to a tenth.
    /// </summary>
    public static Schedule RateFrom(double rate) => new LinearSchedule(rate, rate / 10, Cool);

    /// <summary>Learns with the full learning rate.</summary>
    /// <param name="updates">The number of updates.</param>
    /// <param name="center">The value to subtract from all values; see <see cref="ValueCenter"/>.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    public void Learn(int updates, double center, CancellationToken cancellationToken)
    {
        for (int i = 0; i < updates; i++)
            Update(0, center, cancellationToken);
    }

    /// <summary>Learns with a falling learning rate.</summary>
    /// <inheritdoc cref="Learn"/>
    public void CoolDown(int updates, double center, CancellationToken cancellationToken)
    {
        for (int i = 0; i < updates; i++)
            Update((long)Cool * i / updates, center, cancellationToken);
    }

    /// <summary>Copies the network, in the units in which it learned; the caller owns the copy.</summary>
    /// <exception cref="DivergenceException">A weight is infinite or NaN.</exception>
    public QNetwork CopyNetwork()
    {
        RequireFinite();
        QNetwork copy = _learner.CopyNetwork();
        copy.eval();
        return copy;
    }

    /// <summary>Checks every weight.</summary>
    /// <exception cref="DivergenceException">A weight is infinite or NaN.</exception>
    public void RequireFinite() => _learner.RequireFinite();

    public void Dispose()
    {
        _learner.Dispose();
        _threads.Dispose();
    }

    private void Update(long step, double center, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (ref int slot in _batch.Slots.AsSpan())
            slot = _slots[_random.Next(_slots.Count)];
        _transitions.Read(_batch, _gamma, steps: 1);
        _units.Normalize(_batch);
        for (int i = 0; i < _batch.Size; i++)
            _batch.Rewards[i] -= (float)(center * (1 - _batch.Discounts[i]));
        _learner.Update(_batch, step);
        _learner.UpdateTarget();
        Updates++;
    }
}
