using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// Keeps the best of the offered networks: the one that best predicts the actions of held-out transitions.
/// </summary>
/// <remarks>Prechelt: Early Stopping — But When? (1998).</remarks>
internal sealed class BestClone : IDisposable
{
    private const int Patience = 8;
    private const int Most = 4_096;

    private readonly TransitionBatch _heldOut;
    private readonly float[] _logits;
    private double _loss = double.PositiveInfinity;
    private int _sinceBest;
    private QNetwork? _network;

    public BestClone(LoggedData log, IReadOnlyList<int> heldOut)
    {
        int count = FitSample.Size(Most, heldOut.Count, log.Transitions);
        _heldOut = log.Transitions.NewBatch(count);
        for (int i = 0; i < count; i++)
            _heldOut.Slots[i] = heldOut[(int)((long)i * heldOut.Count / count)];
        log.Transitions.Read(_heldOut, gamma: 1, steps: 1);
        _logits = new float[count * log.ActionSpace.Count];
    }

    /// <summary>Whether none of the latest networks was better.</summary>
    public bool IsFound => _sinceBest >= Patience;

    /// <summary>The number of updates of the best network.</summary>
    public int Updates { get; private set; }

    /// <summary>Offers the current network.</summary>
    public void Offer(FitRun run)
    {
        run.Values.QValues(_heldOut.StateRows, _logits);
        double loss = TemperatureScaling.Loss(_logits, _heldOut.Actions, temperature: 1);
        _sinceBest++;
        if (_network is not null && loss >= _loss)
            return;
        _network?.Dispose();
        (_network, _loss, _sinceBest, Updates) = (run.CopyNetwork(), loss, 0, run.Updates);
    }

    /// <summary>Transfers the best network to the caller.</summary>
    public QNetwork Take()
    {
        QNetwork best = _network!;
        _network = null;
        return best;
    }

    public void Dispose() => _network?.Dispose();
}
