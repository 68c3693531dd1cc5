using DeepQ.Environments.Python;
using DeepQ.Environments.Tests.Python;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

public sealed class PythonEnvironmentTests
{
    private const int Cells = 7;

    /// <summary>
    /// The reward, 1, is at cell 6: a step to the right is worth γ to the number of steps that follow, and one to the left two more, as
    /// long as it does not lead to cell 0, where nothing is. Without a hidden layer the network is a table.
    /// </summary>
    [Trait("Category", "Slow")]
    [PythonFact]
    public void An_environment_in_Python_is_learned_to_its_exact_values()
    {
        const double gamma = 0.9;
        DqnOptions options = new()
        {
            HiddenUnits = [],
            NormalizeObservations = false,
            Steps = 16_000,
            LearningStarts = 500,
            LearningRate = new LinearSchedule(1e-2, 1e-4, 16_000),
            Gamma = gamma,
            Epsilon = 1,
            TargetUpdateRate = 0.02,
            FinalEpisodes = 20,
        };
        PythonEnvironmentOptions python = new() { Interpreter = PythonInterpreter.Path!, KeywordArguments = """{"cells": 7}""" };
        using PythonProcess process = new(PythonInterpreter.Asset("corridor.py:NumberedCorridor"), count: 9, python);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([.. process.Environments.Take(8)], random.Fork()), process.Environments[8], random);

        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        // Not the best one by evaluations: an earlier one is as good, and has not all values yet.
        float[] q = new float[2];
        for (int cell = 1; cell < Cells - 1; cell++)
        {
            float[] state = new float[Cells];
            state[cell] = 1;
            result.LastNetwork.QValues(state, q);
            Assert.Equal(Math.Pow(gamma, Cells - 2 - cell), q[1], 0.01);
            Assert.Equal(cell == 1 ? 0 : Math.Pow(gamma, Cells - cell), q[0], 0.01);
        }
    }

    [PythonFact]
    public void A_training_is_resumed_in_another_process_and_refused_where_the_arguments_differ()
    {
        using TemporaryFolder folder = new();
        DqnOptions options = new() { HiddenUnits = [], Steps = 200, LearningStarts = 100, CheckpointPath = folder["run.checkpoint"] };
        using (PythonProcess first = Corridor(7))
            new DqnTrainer(options).Train(new VectorEnvironment(first.Environments, new Xoshiro256(1)), null, new Xoshiro256(2)).Dispose();
        options.Steps = 300;
        using PythonProcess second = Corridor(7);
        using TrainingResult resumed = new DqnTrainer(options).Resume(
            options.CheckpointPath, new VectorEnvironment(second.Environments, new Xoshiro256(1)), null);
        Assert.Equal(300, resumed.Steps);
        using PythonProcess other = Corridor(9);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new DqnTrainer(options).Resume(
            options.CheckpointPath, new VectorEnvironment(other.Environments, new Xoshiro256(1)), null));
        Assert.Contains("\"cells\": 9", error.Message, StringComparison.Ordinal);
    }

    private static PythonProcess Corridor(int cells, int count = 2) => new(
        PythonInterpreter.Asset("corridor.py:Corridor"),
        count,
        new() { Interpreter = PythonInterpreter.Path!, KeywordArguments = $$"""{"cells": {{cells}}}""" });
}
