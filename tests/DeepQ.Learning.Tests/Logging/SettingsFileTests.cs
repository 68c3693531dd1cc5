using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Logging;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Logging;

public sealed class SettingsFileTests
{
    [Fact]
    public void Settings_stand_beside_every_log()
    {
        using TemporaryFolder folder = new();
        using CsvLog table = new(folder["run/metrics.csv"]);
        using TensorBoardLog board = new(folder["board"]);
        using TrainingResult training = SmallTraining.Run(() => new CartPole(), options =>
        {
            options.Steps = 300;
            options.Observers = [table, board];
        });
        foreach (string path in (string[])[folder["run/metrics.settings.json"], folder["board/settings.json"]])
        {
            TrainingSettings settings = SettingsFile.Read(path)!;
            Assert.Equal(("CartPole-v1", "Double DQN"), (settings.Problem, settings.Algorithm));
            Assert.Equal(training.Settings!.Values, settings.Values);
            Assert.Equal("300", settings.Values["Steps"]);
            Assert.Equal("64", settings.Values["BatchSize"]);
            Assert.Contains("Steps", settings.Changed);
            Assert.DoesNotContain("BatchSize", settings.Changed);
            Assert.DoesNotContain("Observers", settings.Values.Keys);
        }
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.Null(SettingsFile.Read(folder["missing"]));
        foreach (string text in (string[])["{", "{}", "[]"])
        {
            File.WriteAllText(folder["other"], text);
            Assert.Throws<InvalidDataException>(() => SettingsFile.Read(folder["other"]));
        }
    }
}
