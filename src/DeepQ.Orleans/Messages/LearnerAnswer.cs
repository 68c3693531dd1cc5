using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Orleans.Messages;

/// <summary>The status of a distributed training.</summary>
/// <param name="State">The state.</param>
/// <param name="Silo">The name of the silo of the learner.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.LearnerAnswer")]
internal sealed record LearnerAnswer([property: Id(0)] TrainingState State, [property: Id(1)] string Silo)
{
    /// <summary>The error; empty for none.</summary>
    [Id(2)]
    public string Text { get; init; } = "";

    /// <summary>The identity of the learner: another one each time that it starts or continues; empty before it has its checkpoint.</summary>
    [Id(3)]
    public Guid Attempt { get; init; }

    /// <summary>The reason why training ended, if it is done.</summary>
    [Id(4)]
    public StopReason Ended { get; init; }

    [Id(5)]
    public long Step { get; init; }

    [Id(6)]
    public long Updates { get; init; }

    [Id(7)]
    public double Fraction { get; init; }

    [Id(8)]
    public TimeSpan Elapsed { get; init; }

    [Id(9)]
    public int Episodes { get; init; }

    [Id(10)]
    public double MeanReturn { get; init; }

    [Id(11)]
    public double Epsilon { get; init; }

    /// <summary>Loss, mean Q-value, mean error and norm of the latest update; empty before the first.</summary>
    [Id(12)]
    public double[] LastUpdate { get; init; } = [];

    [Id(13)]
    public double? DormantUnits { get; init; }

    /// <summary>The step of the latest evaluation.</summary>
    [Id(14)]
    public long EvaluationStep { get; init; }

    /// <summary>The returns of the latest evaluation; empty before the first.</summary>
    [Id(15)]
    public double[] EvaluationReturns { get; init; } = [];

    [Id(16)]
    public int EvaluationCutOff { get; init; }

    /// <summary>The warnings since this learner started.</summary>
    [Id(17)]
    public string[] Warnings { get; init; } = [];

    /// <summary>The number of environment steps on each silo, by its name.</summary>
    [Id(18)]
    public Dictionary<string, long> StepsBySilo { get; init; } = [];

    /// <summary>The silo of each actor; empty where it does not answer.</summary>
    [Id(19)]
    public string[] SiloByActor { get; init; } = [];

    /// <summary>The silo of each shard; empty where it is on none.</summary>
    [Id(20)]
    public string[] SiloByShard { get; init; } = [];

    public LearnerAnswer With(TrainingProgress progress) => this with
    {
        Step = progress.Step,
        Updates = progress.Updates,
        Fraction = progress.Fraction,
        Elapsed = progress.Elapsed,
        Episodes = progress.Episodes,
        MeanReturn = progress.MeanReturn,
        Epsilon = progress.Epsilon,
        LastUpdate = progress.LastUpdate is { } last ? [last.Loss, last.MeanQ, last.MeanAbsoluteError, last.GradientNorm] : [],
        DormantUnits = progress.DormantUnits,
        EvaluationStep = progress.LastEvaluation?.Step ?? 0,
        EvaluationReturns = [.. progress.LastEvaluation?.Result.Returns ?? []],
        EvaluationCutOff = progress.LastEvaluation?.Result.CutOff ?? 0,
    };

    public TrainingProgress ToProgress() => new()
    {
        Step = Step,
        Updates = Updates,
        Fraction = Fraction,
        Elapsed = Elapsed,
        Episodes = Episodes,
        MeanReturn = MeanReturn,
        Epsilon = Epsilon,
        LastUpdate = LastUpdate is [var loss, var meanQ, var error, var norm] ? new UpdateResult(loss, meanQ, error, norm) : null,
        DormantUnits = DormantUnits,
        LastEvaluation = EvaluationReturns.Length == 0
            ? null
            : new EvaluationRecord(EvaluationStep, new EvaluationResult(EvaluationReturns, EvaluationCutOff)),
    };
}
