using System.Globalization;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Reports;

/// <summary>Creates a run from a training that has ended.</summary>
internal static class TrainingRun
{
    /// <summary>Creates the run of a training.</summary>
    public static ReportRun Of(string name, TrainingResult training) => new(name, MetricsOf(training))
    {
        Settings = training.Settings,
        Diagnosis = training.Data is null ? training.Diagnosis : null,
        Band = "one standard deviation of the episodes of an evaluation",
        Figures = [.. FiguresOf(training)],
    };

    /// <summary>Returns the metrics of a training, as in a log.</summary>
    public static Dictionary<string, MetricPoints> MetricsOf(TrainingResult training)
    {
        Dictionary<string, MetricPoints> metrics = [];
        IReadOnlyList<EvaluationRecord> evaluations = training.Evaluations;
        Add("evaluation/mean_return", evaluations.Select(one => (one.Step, one.Result.MeanReturn)));
        Add("evaluation/standard_deviation", evaluations.Select(one => (one.Step, one.Result.StandardDeviation)));
        Add("evaluation/start_value", evaluations.Select(one => (one.Step, one.StartValue ?? double.NaN)));
        Add("evaluation/discounted_return", evaluations.Select(one => (one.Step, one.DiscountedReturn ?? double.NaN)));
        Add("episode/return", training.Episodes.Select(episode => (episode.Step, episode.Return)));
        Add("episode/length", training.Episodes.Select(episode => (episode.Step, (double)episode.Length)));
        Add("validation/value", training.Validations.Select(one => ((long)one.Update, one.Value)));
        AddUpdates("update/loss", update => update.Result.Loss);
        AddUpdates("update/mean_q", update => update.Result.MeanQ);
        AddUpdates("update/td_error", update => update.Result.MeanAbsoluteError);
        AddUpdates("update/gradient_norm", update => update.Result.GradientNorm);
        if (training.Steps > 0)
        {
            AddUpdates("exploration/epsilon", update => update.Epsilon);
            AddUpdates("replay/fill", update => update.ReplayFill);
        }

        Add("time/updates_per_second", training.History.Zip(training.History.Skip(1)).Select(pair => (
            StepOf(pair.Second),
            (pair.Second.Update - pair.First.Update) / (pair.Second.Elapsed - pair.First.Elapsed).TotalSeconds)));
        return metrics;

        void AddUpdates(string name, Func<UpdateRecord, double> value) =>
            Add(name, training.History.Select(update => (StepOf(update), value(update))));

        void Add(string name, IEnumerable<(long Step, double Value)> points)
        {
            MetricPoints known = MetricPoints.Of(points.Where(point => double.IsFinite(point.Value)));
            if (known.Values.Count > 0)
                metrics[name] = known;
        }
    }

    /// <summary>Formats a number with few digits.</summary>
    public static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>Formats an integer.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a duration.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss} h");

    private static IEnumerable<(string Name, string Text)> FiguresOf(TrainingResult training)
    {
        if (training.FinalEvaluation is { } final)
        {
            yield return ("return in fresh episodes", Number(final.Result.MeanReturn));
            yield return ("of the network of step", Count(final.Step));
        }

        if (training.Evaluations is [.., var last])
            yield return ("last evaluation", Number(last.Result.MeanReturn));
        if (training.FinalValidation is { } validation)
            yield return ("value on held-out episodes", Number(validation.Value));
        if (training.Steps > 0)
            yield return ("environment steps", Count(training.Steps));
        yield return ("updates", Count(training.Updates));
        yield return ("time", Time(training.Elapsed));
        yield return ("ended by", $"{training.StopReason}");
    }

    // Logged data have no environment steps.
    private static long StepOf(in UpdateRecord update) => update.Step > 0 ? update.Step : update.Update;
}
