using DeepQ.Learning.Findings;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Findings;

/// <summary>What is found in trainings from a log.</summary>
public sealed class LoggedFindingsTests
{
    [Fact]
    public void Values_that_the_log_does_not_allow_are_found()
    {
        List<string> warnings = [];
        using TrainingResult result = Train(
            new()
            {
                OfflineAlgorithm = new DeepQLearning(),
                LearningRate = 0.03,
                TargetUpdateRate = 1,
                MaxGradientNorm = 1e9,
                NormalizeRewards = false,
                Gamma = 0.99,
                Observers = [new Warnings(warnings)],
            });
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(ImpossibleValues));
        Assert.Contains(" at update ", finding.Seen, StringComparison.Ordinal);
        Assert.Contains("ConservativeQLearning", finding.Advice, StringComparison.Ordinal);
        Assert.Contains(result.History, update => update.Update == finding.Figures["step"]);
        Assert.Contains(warnings, warning => warning.StartsWith(finding.Seen, StringComparison.Ordinal));
    }

    [Fact]
    public void Dormant_units_are_found()
    {
        // An update of a rate like that leaves no unit that fires.
        using TrainingResult result = Train(new()
        {
            OfflineAlgorithm = new DeepQLearning(),
            LearningRate = 10,
            MaxGradientNorm = 1e9,
            Gamma = 0,
            HiddenUnits = [16],
        });
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(DormantUnits));
        Assert.InRange(finding.Figures["dormant_share"], 0.5, 1);
        Assert.Contains("states of the log", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_training_has_no_finding()
    {
        using TrainingResult result = Train(new() { OfflineAlgorithm = new ConservativeQLearning() });
        Assert.Empty(result.Diagnosis);
    }

    private static TrainingResult Train(DqnOptions options)
    {
        (options.Updates, options.BatchSize) = (600, 32);
        return new DqnTrainer(options).Train(StoredLog.Of(isSparse: false), null, new Xoshiro256(3));
    }

    private sealed class Warnings(List<string> warnings) : ITrainingObserver
    {
        public void OnWarning(string message) => warnings.Add(message);
    }
}
