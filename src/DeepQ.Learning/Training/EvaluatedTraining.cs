using DeepQ.Learning.Networks;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Training;

/// <summary>A training that evaluates its network now and then, keeps the best, and may end by that.</summary>
/// <param name="options">The settings.</param>
/// <param name="learner">What learns; it belongs to the caller.</param>
/// <param name="evaluator">Evaluates; null for nobody.</param>
/// <param name="progress">Receives the progress.</param>
internal abstract class EvaluatedTraining(
    DqnOptions options, OnlineLearner learner, Evaluator? evaluator, IProgress<TrainingProgress>? progress)
    : TrainingLoop(options, progress), IDisposable
{
    private bool _warnedOfCutOff;

    /// <summary>What learns.</summary>
    protected OnlineLearner Learner => learner;

    /// <summary>What evaluates; null for nobody.</summary>
    protected Evaluator? Evaluator => evaluator;

    /// <summary>Whether an evaluation has to be made before the next step.</summary>
    protected bool EvaluationIsDue { get; set; }

    protected override string Algorithm => Options.Algorithm;

    /// <summary>The evaluation with the greatest mean return; null for none.</summary>
    protected EvaluationRecord? BestEvaluation => evaluator?.Records.Aggregate((EvaluationRecord?)null, Better);

    /// <summary>The latest evaluation; null for none.</summary>
    protected EvaluationRecord? LastEvaluation => evaluator is { Records.Count: > 0 } ? evaluator.Records[^1] : null;

    public virtual void Dispose() => evaluator?.Dispose();

    protected override void NoticeInterruption()
    {
        if (EvaluationIsDue)
            Observers.OnMessage($"The evaluation after {Step} environment steps was not finished and does not count.");
    }

    protected override void RequireFinite() => learner.RequireFinite();

    protected override QNetwork CopyNetwork() => learner.CopyNetwork();

    // Within the remaining time; if that does not suffice, the best network of training is returned.
    protected (QNetwork Network, EvaluationRecord Record)? Choose(QNetwork last, RunLimits limits)
    {
        if (evaluator is null || limits.Reached is not null)
            return null;
        try
        {
            (QNetwork Network, EvaluationRecord Record)? chosen = evaluator.Choose(last, Step, limits.Token);
            WarnOfCutOff(chosen?.Record);
            return chosen;
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            return null;
        }
    }

    protected StopReason? Evaluate(CancellationToken cancellationToken)
    {
        learner.TakeOver();
        learner.RequireFinite();
        EvaluationRecord record = evaluator!.Run(learner, Step, cancellationToken);
        EvaluationIsDue = false;
        Observers.OnEvaluation(record);
        WarnOfCutOff(record);
        return EndByEvaluations();
    }

    // Also for a training that wrote its checkpoint and ended there: resuming it must not change its result.
    protected StopReason? EndByEvaluations() =>
        evaluator!.Reaches(Options.TargetReturn, Options.TargetEvaluations) ? StopReason.TargetReturn
            : evaluator.SinceBest >= Options.Patience ? StopReason.NoImprovement
            : null;

    /// <summary>Why a training that was loaded ends at once; null where it goes on.</summary>
    protected StopReason? EndOfLoaded() =>
        EvaluationIsDue || evaluator is not { Records: [.., { } last] } || last.Step != Step ? null : EndByEvaluations();

    private void WarnOfCutOff(EvaluationRecord? record)
    {
        if (_warnedOfCutOff || record is not { Result: { CutOff: > 0 } result })
            return;
        _warnedOfCutOff = true;
        Observers.OnWarning(
            $"In the evaluation after {record.Step} environment steps, {result.CutOff} of {result.Returns.Count} episodes did not " +
            $"end within MaxEvaluationSteps, {Options.MaxEvaluationSteps}: their returns are those up to that step. " +
            "Add a TimeLimit to the environment, or raise MaxEvaluationSteps if episodes are longer.");
    }

    private static EvaluationRecord Better(EvaluationRecord? best, EvaluationRecord other) =>
        best is null || other.Result.MeanReturn > best.Result.MeanReturn ? other : best;
}
