using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Offline;

/// <summary>Evaluates networks on held-out episodes and keeps the best.</summary>
internal sealed partial class Validator : IDisposable
{
    private readonly ValidationPart _choosing;
    private readonly ValidationPart? _reporting;
    private readonly Xoshiro256 _random;
    private readonly IMessageSink _messages;
    private readonly List<ValidationRecord> _records = [];
    private QNetwork? _best;

    /// <param name="choosing">The episodes that select networks; disposed with this object.</param>
    /// <param name="reporting">The episodes that only evaluate the selected network, likewise; null for none.</param>
    /// <param name="validation">The settings.</param>
    /// <param name="hiddenUnits">The width of each hidden layer of the fitted networks.</param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="messages">Receives a warning if values are ignored.</param>
    /// <param name="random">The generator whose current state each fit starts from.</param>
    public Validator(
        LoggedData choosing,
        LoggedData? reporting,
        OfflineValidation validation,
        IReadOnlyList<int> hiddenUnits,
        double gamma,
        IMessageSink messages,
        Xoshiro256 random)
    {
        _random = random;
        _messages = messages;
        OffPolicyOptions fit = new() { HiddenUnits = hiddenUnits, Updates = validation.FittedQUpdates };
        _choosing = new ValidationPart(choosing, fit, gamma);
        _reporting = reporting is null ? null : new ValidationPart(reporting, fit, gamma);
    }

    public IReadOnlyList<ValidationRecord> Records => _records;

    public ValidationRecord? Best { get; private set; }

    /// <summary>The number of valid values since the best one.</summary>
    public int SinceBest => _records.AsEnumerable().Reverse().TakeWhile(record => record != Best).Count(Counts);

    public void Run(QNetwork network, long update, CancellationToken cancellationToken)
    {
        network.eval();
        ValidationRecord record = new(update, _choosing.Value(network, new Xoshiro256(Draws()), cancellationToken));
        if (!Counts(record) && _records.All(Counts))
        {
            _messages.OnWarning(
                "The fit that evaluates the policy on held-out episodes was stopped while its value still changed. Such values are ignored: " +
                "raise OfflineValidation.FittedQUpdates.");
        }

        if (!Add(record))
            return;
        _best?.Dispose();
        _best = network.Copy();
    }

    /// <summary>
    /// Evaluates the best network on the episodes that did not select it; null if there are none, or nothing was
    /// evaluated.
    /// </summary>
    public ValidationRecord? ValueOfBest(CancellationToken cancellationToken)
    {
        if (_best is null || Best is null || _reporting is null)
            return null;
        _best.eval();
        return new ValidationRecord(Best.Update, _reporting.Value(_best, new Xoshiro256(Draws()), cancellationToken));
    }

    /// <summary>Transfers the best network to the caller; null if nothing was evaluated.</summary>
    public QNetwork? TakeBest()
    {
        QNetwork? best = _best;
        _best = null;
        return best;
    }

    public void Dispose()
    {
        _best?.Dispose();
        _choosing.Dispose();
        _reporting?.Dispose();
    }

    private static bool Counts(ValidationRecord record) => !double.IsNaN(record.Value);

    // Returns whether it is the best one.
    private bool Add(ValidationRecord record)
    {
        _records.Add(record);
        if (!Counts(record) || record.Value <= Best?.Value)
            return false;
        Best = record;
        return true;
    }
}
