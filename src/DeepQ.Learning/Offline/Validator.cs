using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Offline;

/// <summary>Values networks on episodes that they do not learn from, and keeps the best.</summary>
internal sealed partial class Validator : IDisposable
{
    private readonly ValidationPart _choosing;
    private readonly ValidationPart? _reporting;
    private readonly Xoshiro256 _random;
    private readonly IMessageSink _messages;
    private readonly List<ValidationRecord> _records = [];
    private QNetwork? _best;

    /// <param name="choosing">The episodes that networks are chosen by; they are disposed with this.</param>
    /// <param name="reporting">Those that only say what the chosen one is worth, likewise; null for none.</param>
    /// <param name="validation">The settings.</param>
    /// <param name="hiddenUnits">The width of each hidden layer of the networks that are fitted.</param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="messages">Is warned where values do not count.</param>
    /// <param name="random">The generator whose present state each fit draws from.</param>
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

    /// <summary>The number of values that count since the best one.</summary>
    public int SinceBest => _records.AsEnumerable().Reverse().TakeWhile(record => record != Best).Count(Counts);

    public void Run(QNetwork network, long update, CancellationToken cancellationToken)
    {
        network.eval();
        ValidationRecord record = new(update, _choosing.Value(network, new Xoshiro256(Draws()), cancellationToken));
        if (!Counts(record) && _records.All(Counts))
        {
            _messages.OnWarning(
                "The fit that values the policy on held-back episodes was ended while its value still moved. Such values do not count: " +
                "raise OfflineValidation.FittedQUpdates.");
        }

        if (!Add(record))
            return;
        _best?.Dispose();
        _best = network.Copy();
    }

    /// <summary>
    /// Values the best network on the episodes that did not choose it; null where there are none, or nothing was valued.
    /// </summary>
    public ValidationRecord? ValueOfBest(CancellationToken cancellationToken)
    {
        if (_best is null || Best is null || _reporting is null)
            return null;
        _best.eval();
        return new ValidationRecord(Best.Update, _reporting.Value(_best, new Xoshiro256(Draws()), cancellationToken));
    }

    /// <summary>Hands the best network over to the caller; null where nothing was valued.</summary>
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

    // Whether it is the best one.
    private bool Add(ValidationRecord record)
    {
        _records.Add(record);
        if (!Counts(record) || record.Value <= Best?.Value)
            return false;
        Best = record;
        return true;
    }
}
