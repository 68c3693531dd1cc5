using DeepQ.Learning.Schedules;

namespace DeepQ.Learning;

// Defaults that are one thing while acting and another where it would be wrong: from logged transitions, whose actions were
// chosen by somebody else, and from rollouts, which have returns of their own.
public partial class DqnOptions
{
    private Schedule? _learningRate;
    private int? _nStep;
    private bool? _doubleQ;
    private double? _weightAveraging;

    /// <summary>Whether a setting is left to a default that depends on others.</summary>
    internal bool IsLeftToOthers(string name) => name switch
    {
        nameof(LearningRate) => _learningRate is null,
        nameof(NStep) => _nStep is null,
        nameof(DoubleQ) => _doubleQ is null,
        nameof(WeightAveraging) => _weightAveraging is null,
        _ => false,
    };

    private Schedule UsualLearningRate => LearnsFromLog ? 1e-3 : new FractionSchedule(1e-3, 5e-5);

    private int UsualNStep => LearnsFromLog || Rollout is not null ? 1 : 5;

    private double UsualWeightAveraging => LearnsFromLog || Rollout is not null ? 0 : 0.05;

    private bool IsUsuallyDouble => !LearnsFromLog && Rollout is null && Munchausen is null && TargetRule is null;
}
