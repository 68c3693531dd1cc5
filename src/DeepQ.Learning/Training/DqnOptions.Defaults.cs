using DeepQ.Learning.Schedules;

namespace DeepQ.Learning;

// Defaults that suit acting but would be wrong elsewhere: for logged transitions, whose actions another policy chose,
// and for rollouts, which compute their own returns.
public partial class DqnOptions
{
    private Schedule? _learningRate;
    private int? _nStep;
    private bool? _doubleQ;
    private double? _weightAveraging;

    /// <summary>Whether a setting still has a default that depends on others.</summary>
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
