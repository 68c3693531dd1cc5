using System.Globalization;
using DeepQ.Environments;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Training;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Trials that learn from logged data and are scored by the evaluation on other episodes.</summary>
internal sealed class LoggedSweepTask : SweepTask
{
    private readonly MLContext _context;
    private readonly SweepOptions _sweep;
    private readonly IDataView _learning;
    private readonly IDataView[] _heldOut;

    /// <exception cref="ArgumentException">
    /// The table does not identify episodes, or has too few to learn from some and evaluate on others.
    /// </exception>
    public LoggedSweepTask(MLContext context, IDataView data, DeepQTrainer.Options columns, SweepOptions sweep)
    {
        (_context, _sweep) = (context, sweep);
        string? episodeColumn = columns.EpisodeIdColumnName;
        bool hasEpisodes = episodeColumn is not null && data.Schema.GetColumnOrNull(episodeColumn) is not null;
        if (!hasEpisodes && OneStepTable.Is(data.Schema.Select(column => column.Name), columns.ColumnNames))
        {
            episodeColumn = null;
        }
        else if (!hasEpisodes)
        {
            throw new ArgumentException(
                "A sweep on logged data evaluates policies on episodes, but there is no column " +
                $"'{episodeColumn}' that identifies them; set EpisodeIdColumnName.");
        }

        Source = TableFingerprint.Of(data);
        int seed = (int)(sweep.Seed & int.MaxValue);
        var split = context.Data.TrainTestSplit(data, sweep.HeldOut, episodeColumn, seed);
        var halves = context.Data.TrainTestSplit(split.TestSet, 0.5, episodeColumn, seed ^ 1);
        (_learning, _heldOut) = (split.TrainSet, [halves.TrainSet, halves.TestSet]);
        RequireRows(_learning, "to learn from", "lower");
        RequireRows(halves.TrainSet, "to score a trial on", "raise");
        RequireRows(halves.TestSet, "to evaluate the best on", "raise");

        void RequireRows(IDataView part, string use, string change)
        {
            using DataViewRowCursor rows = part.GetRowCursor([]);
            if (!rows.MoveNext())
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"HeldOut = {sweep.HeldOut:R} leaves no episode {use}, but an interval needs more than one: {change} " +
                    $"HeldOut, or log more episodes."));
            }
        }
    }

    public override string ModelName => "best.zip";

    // A second selection would need a third part of the episodes.
    public override int Finalists => 1;

    public override string Source { get; }

    public override string Judge => string.Create(
        CultureInfo.InvariantCulture,
        $"half of {_sweep.HeldOut:R} of the episodes, {(_sweep.Score is null ? "doubly robust" : "a custom score")}, " +
        $"{RunSettings.Text(_sweep.Evaluation ?? new OffPolicyOptions())}");

    public override long WithBudget(DeepQTrainer.Options options, long divisor) =>
        options.Updates = (int)Math.Max(1, options.Updates / divisor);

    // Each reads the table into memory.
    public override int Places => 1;

    protected override Task<SweepOutcome> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken) =>
        Task.Run(() => Train(order.Settings!, order.Seed, cancellationToken), CancellationToken.None);

    private SweepOutcome Train(DeepQTrainer.Options options, ulong seed, CancellationToken cancellationToken)
    {
        DeepQTransformer model = new DeepQTrainer(_context, options, seed).Fit(_learning, cancellationToken);
        try
        {
            (double score, string description) = Judged(set: 0);
            return new SweepOutcome(
                score, description, path => _context.Model.Save(model, _learning.Schema, path), Judged, Judged, [model]);
        }
        catch
        {
            model.Dispose();
            throw;
        }

        (double, string) Judged(int set)
        {
            PolicyMetrics metrics = Evaluate(_heldOut[set], model, options, seed, cancellationToken);
            double score = _sweep.Score?.Invoke(metrics) ?? metrics.DoublyRobust?.Lower ?? double.NaN;
            string missing = double.IsNaN(score) && metrics.Episodes < 2
                ? $"; {metrics.Episodes} of the episodes is held out, but an interval needs more than one: raise HeldOut, or " +
                    "log more episodes"
                : "";
            return (
                score,
                $"doubly robust {metrics.DoublyRobust}, fitted Q {metrics.FittedQ}, {metrics.Warnings.Count} warnings{missing}");
        }
    }

    private PolicyMetrics Evaluate(
        IDataView heldOut,
        DeepQTransformer model,
        DeepQTrainer.Options options,
        ulong seed,
        CancellationToken cancellationToken)
    {
        using IChannel channel = ((IHostEnvironment)_context).Start(nameof(Evaluate));
        return ModelEvaluation.Run(
            heldOut,
            model,
            options,
            _sweep.Evaluation ?? new OffPolicyOptions(),
            new Xoshiro256(~seed),
            channel,
            cancellationToken);
    }
}
