using DeepQ.Environments.Checking;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Python;

namespace DeepQ.Environments.Tests.Python;

public sealed class PythonEnvironmentTests
{
    [PythonFact]
    public void An_environment_keeps_the_contract()
    {
        using PythonEnvironment environment = new(PythonInterpreter.Asset("corridor.py:Corridor"), Processes.Options);
        Assert.Empty(EnvironmentChecker.Check(environment, steps: 500));
    }

    [PythonFact]
    public void Its_name_spaces_and_actions_are_those_of_Python()
    {
        using PythonProcess process = Processes.Start("corridor.py:Corridor", new { cells = 9 });
        PythonEnvironment environment = process.Environments[0];
        Assert.Equal("corridor.py:Corridor", environment.Name);
        Assert.Equal("(1) Float32 in [0, 8]", environment.ObservationSpace.ToString());
        Assert.Equal(["left", "right"], environment.ActionSpace.Names);
        Assert.False(environment.HasActionMask);
        Assert.Equal(0, ((IEnvironment)environment).StateSize);
    }

    [PythonFact]
    public void It_steps_to_the_end_and_is_paid_there()
    {
        using PythonProcess process = Processes.Start("corridor.py:Corridor", new { cells = 3 });
        (float[] observation, StepResult result) = Processes.FirstStep(process.Environments[0], action: 1);
        Assert.Equal(2, observation[0]);
        Assert.Equal(new StepResult(1, Terminated: true, Truncated: false), result);
        Assert.Throws<InvalidOperationException>(() => process.Environments[0].Step(1, new Xoshiro256(1), observation));
    }

    [PythonTheory]
    [InlineData(3, 1, true, true)]
    [InlineData(3, 2, true, false)]
    [InlineData(9, 1, false, true)]
    [InlineData(9, 2, false, false)]
    public void Terminated_and_truncated_are_kept_apart(int cells, int limit, bool terminated, bool truncated)
    {
        using PythonProcess process = Processes.Start("corridor.py:Corridor", new { cells, limit });
        float[] observation = new float[1];
        Xoshiro256 random = new(2);
        do
            process.Environments[0].Reset(random, observation);
        while (cells == 9 && observation[0] != 4);
        StepResult result = process.Environments[0].Step(1, random, observation);
        Assert.Equal((terminated, truncated), (result.Terminated, result.Truncated));
    }

    [PythonFact]
    public void A_seed_decides_an_episode()
    {
        using PythonProcess process = Processes.Start("cartpole.py:CartPole");
        float[][] starts = [.. new ulong[] { 1, 1, 2 }.Select(seed =>
        {
            float[] observation = new float[4];
            process.Environments[0].Reset(new Xoshiro256(seed), observation);
            return observation;
        })];
        Assert.Equal(starts[0], starts[1]);
        Assert.NotEqual(starts[0], starts[2]);
    }

    [PythonFact]
    public void Numbered_states_are_one_hot_and_numbers_may_begin_anywhere()
    {
        using PythonProcess process = Processes.Start("corridor.py:NumberedCorridor");
        PythonEnvironment environment = process.Environments[0];
        Assert.Equal("(4) Float32 in [0, 1]", environment.ObservationSpace.ToString());
        float[] observation = [9, 9, 9, 9];
        environment.Reset(new Xoshiro256(1), observation);
        int cell = Array.IndexOf(observation, 1);
        Assert.InRange(cell, 1, 2);
        Assert.Equal(1, observation.Sum());
        environment.Step(0, new Xoshiro256(1), observation);
        Assert.Equal(cell - 1, Array.IndexOf(observation, 1));
        Assert.Equal(1, observation.Sum());
    }

    [PythonTheory]
    [InlineData("uint8", 0, 255, "(2, 3) UInt8 in [0, 255]")]
    [InlineData("int64", -10, 1000, "(2, 3) Float32 in [-10, 1000]")]
    [InlineData("float64", -1e300, 1e300, "(2, 3) Float32 in [-∞, ∞]")]
    [InlineData("float32", -3e38, 255, "(2, 3) Float32 in [-∞, 255]")]
    public void Values_of_any_type_are_seen(string dtype, double low, double high, string space)
    {
        using PythonProcess process = Processes.Start("faults.py:Image", new { dtype, low, high });
        Assert.Equal(space.Replace("∞", "Infinity", StringComparison.Ordinal), process.Environments[0].ObservationSpace.ToString());
        Assert.Equal([250, 251, 252, 253, 254, 255], Processes.FirstStep(process.Environments[0]).Observation);
    }

    [PythonFact]
    public void Masks_say_what_is_legal()
    {
        using PythonProcess process = Processes.Start("corridor.py:Corridor", new { cells = 4, masked = true });
        PythonEnvironment environment = process.Environments[0];
        Assert.True(environment.HasActionMask);
        Assert.Empty(EnvironmentChecker.Check(environment, steps: 200));
        float[] observation = new float[1];
        bool[] legal = new bool[2];
        Xoshiro256 random = new(1);
        for (int episode = 0; episode < 20; episode++)
        {
            environment.Reset(random, observation);
            environment.GetActionMask(legal);
            Assert.Equal([observation[0] > 1, true], legal);
        }
    }

    [PythonFact]
    public void CartPole_in_Python_moves_as_ours_does()
    {
        CartPole ours = new();
        Xoshiro256 random = new(3);
        for (int episode = 0; episode < 3; episode++)
        {
            float[] expected = new float[4];
            ours.Reset(random, expected);
            double[] state = new double[ours.StateSize];
            ours.SaveState(state);
            using PythonProcess process = Processes.Start("cartpole.py:CartPole", new { start = state[..4] });
            float[] actual = new float[4];
            process.Environments[0].Reset(random, actual);
            StepResult result = default;
            while (!result.Done)
            {
                AssertClose(expected, actual);
                int action = random.Next(2);
                result = ours.Step(action, random, expected);
                Assert.Equal(result, process.Environments[0].Step(action, random, actual));
            }

            AssertClose(expected, actual);
        }
    }

    [PythonFact]
    public void What_is_printed_goes_to_the_output_and_not_between_the_messages()
    {
        StringWriter output = new();
        using (PythonEnvironment environment = new(
            PythonInterpreter.Asset("faults.py:Loud"), Processes.Options with { Output = TextWriter.Synchronized(output) }))
        {
            Assert.Equal(3, Processes.FirstStep(environment).Observation[0]);
        }

        Assert.Equal(["a word to the standard output", "and one past Python"], Lines(output));
    }

    [PythonFact]
    public void An_id_is_made_by_gymnasium()
    {
        using PythonEnvironment environment = new("Corridor-v0", Processes.Options with
        {
            WorkingDirectory = PythonInterpreter.Asset("standin"),
            KeywordArguments = """{"cells": 5}""",
        });
        Assert.Equal("Corridor-v0", environment.Name);
        Assert.Equal(4, environment.ObservationSpace.High[0]);
    }

    private static string[] Lines(StringWriter output)
    {
        string[] lines = [];
        // The thread that reads may be a little behind.
        SpinWait.SpinUntil(() => (lines = output.ToString().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Length >= 2, 2000);
        return lines;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }
}
