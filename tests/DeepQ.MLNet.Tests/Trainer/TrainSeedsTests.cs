using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Seeds;

namespace DeepQ.MLNet.Tests.Trainer;

public sealed class TrainSeedsTests
{
    [Fact]
    public void The_log_names_the_seed_of_each_line()
    {
        MLContext context = new(seed: 3);
        List<string> messages = [];
        context.Log += (_, log) =>
        {
            lock (messages)
                messages.Add(log.Message);
        };
        DeepQTrainer trainer = context.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options
        {
            HiddenUnits = [8],
            BatchSize = 8,
            Steps = 300,
            LearningStarts = 50,
            EvaluationInterval = 100,
            EvaluationEpisodes = 2,
            FinalEpisodes = 2,
            ReplayCapacity = 8,
        });
        using SeedResults seeds = trainer.TrainSeeds(() => new CartPole(), new SeedOptions { Seeds = 2 });
        Assert.Equal([1UL, 2], seeds.Seeds.Select(seed => seed.Seed));
        foreach (string start in (string[])["Seed 1: 100", "Seed 2: 100", "Seed 1: Training ended (Completed)", "Seed 1: The replay keeps 8"])
            Assert.Contains(messages, message => message.Contains(start, StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("interquartile mean of the returns", StringComparison.Ordinal));
    }
}
