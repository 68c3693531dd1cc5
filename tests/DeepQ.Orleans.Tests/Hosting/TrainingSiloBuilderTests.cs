using DeepQ.Orleans.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace DeepQ.Orleans.Tests.Hosting;

public sealed class TrainingSiloBuilderTests
{
    [Fact]
    public void Silos_without_trainings_or_with_two_of_one_name_are_refused()
    {
        Assert.Contains("no training", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("'pond'", Refusal([Ponds.Training(), Ponds.Training()]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_name_and_a_second_call_are_refused()
    {
        Assert.Contains(
            "Folder",
            Assert.Throws<ArgumentException>(() => Build(silo => silo.AddDeepQTrainings([Ponds.Training()], options => options.Folder = " "))).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Build(silo =>
            silo.AddDeepQTrainings([Ponds.Training()]).AddDeepQTrainings([Ponds.Training()])));
    }

    private static string Refusal(TrainingDefinition[] trainings) =>
        Assert.Throws<ArgumentException>(() => Build(silo => silo.AddDeepQTrainings(trainings))).Message;

    private static void Build(Action<ISiloBuilder> configure) => Host.CreateApplicationBuilder().UseOrleans(configure);
}
