using System.Diagnostics;
using DeepQ.Environments.Python;

namespace DeepQ.Environments.Tests.Python;

/// <summary>What goes wrong is said in words that lead to it.</summary>
public sealed class PythonFailureTests
{
    [PythonTheory]
    [InlineData("Raises", PythonFailure.Exception, "step() raised ValueError: the door is locked ?\n", "in open_door")]
    [InlineData("Exits", PythonFailure.Exception, "step() raised SystemExit: I have enough", "in step")]
    [InlineData("Wordless", PythonFailure.Exception, "step() raised Fault: <its text cannot be made: ValueError>", "in step")]
    [InlineData("Halfway", PythonFailure.Result, "The observation is 2.5", "5 states from 0")]
    [InlineData("FourValues", PythonFailure.Result, "step() returned 4 values", "the interface of the old gym")]
    [InlineData("NoReward", PythonFailure.Result, "step() returned the reward None", "not a number")]
    [InlineData("OtherShape", PythonFailure.Result, "The observation has the shape (2,)", "its space the shape (1,)")]
    [InlineData("OtherType", PythonFailure.Result, "The observation has the type float64", "of uint8")]
    [InlineData("NoMask", PythonFailure.Result, "info['action_mask'] is missing", "it has 2 values")]
    [InlineData("LateMask", PythonFailure.Result, "step() returned an action_mask", "return it from both")]
    public void A_step_that_fails_says_why_and_the_next_episode_can_begin(
        string environment, PythonFailure failure, string what, string detail)
    {
        using PythonProcess process = Processes.Start($"faults.py:{environment}");
        for (int episode = 0; episode < 2; episode++)
        {
            PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(
                () => Processes.FirstStep(process.Environments[0], action: 1));
            Assert.Equal(failure, e.Failure);
            Assert.StartsWith($"faults.py:{environment}, environment 0: ", e.Message, StringComparison.Ordinal);
            Assert.Contains(what, e.Message, StringComparison.Ordinal);
            Assert.Contains(detail, e.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => process.Environments[0].Step(0, new Xoshiro256(1), new float[process.Environments[0].ObservationSpace.Size]));
        }
    }

    [PythonFact]
    public void A_value_that_is_not_finite_is_refused()
    {
        using PythonProcess process = Processes.Start("faults.py:NotANumber");
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => Processes.FirstStep(process.Environments[0]));
        Assert.StartsWith(
            "faults.py:NotANumber returned NaN at position 0 of an observation in step 1 of an episode, in environment 0.",
            e.Message,
            StringComparison.Ordinal);
    }

    [PythonTheory]
    [InlineData("faults.py:NothingButObservation", PythonFailure.Result, "reset() did not return (observation, info)")]
    [InlineData("faults.py:Continuous", PythonFailure.Space, "The actions are Box(-1.0, 1.0, (3,), float32)")]
    [InlineData("faults.py:Countless", PythonFailure.Space, "The actions are Discrete(1000000000000). From 1 to 1000000 actions")]
    [InlineData("faults.py:Crossed", PythonFailure.Space, "A lower bound is above the upper one, or NaN.")]
    [InlineData("faults.py:Nested", PythonFailure.Space, "The observations are Dict({'position': Discrete(3)})")]
    [InlineData("faults.py:Closes", PythonFailure.Exception, "raised TypeError: ")]
    [InlineData("faults.py:Missing", PythonFailure.Environment, "faults.py has no class or function 'Missing'")]
    public void What_cannot_be_used_is_refused_at_the_start(string name, PythonFailure failure, string what)
    {
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(() => Processes.Start(name));
        Assert.Equal(failure, e.Failure);
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
    }

    [PythonTheory]
    [InlineData("without_numpy", "CartPole-v1", PythonFailure.Module, "No module named 'numpy'", "-m pip install numpy")]
    [InlineData("without_gymnasium", "CartPole-v1", PythonFailure.Module, "No module named 'gymnasium'", "-m pip install gymnasium")]
    [InlineData("standin", "CortPale-v1", PythonFailure.Environment, "Environment `CortPale-v1` doesn't exist", "")]
    public void What_is_missing_in_Python_is_named(string folder, string name, PythonFailure failure, string what, string advice)
    {
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(
            () => new PythonEnvironment(name, Processes.Options with { WorkingDirectory = PythonInterpreter.Asset(folder) }));
        Assert.Equal(failure, e.Failure);
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
        Assert.Contains(advice, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-python", "cannot be started")]
    [InlineData("dotnet", "It must be a Python interpreter.")]
    public void An_interpreter_that_is_none_is_named(string interpreter, string what)
    {
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(
            () => new PythonEnvironment("CartPole-v1", new() { Interpreter = interpreter }));
        Assert.Equal(PythonFailure.Interpreter, e.Failure);
        Assert.Contains(interpreter, e.Message, StringComparison.Ordinal);
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public void A_crash_tells_the_exit_code_and_the_last_words_and_is_repeated()
    {
        using PythonProcess process = Processes.Start("faults.py:Dies");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(() => Processes.FirstStep(process.Environments[0]));
            Assert.Equal(PythonFailure.Crash, e.Failure);
            Assert.Equal(
                "faults.py:Dies: the Python process ended with exit code 7 during step(). It printed last:\nthe last words", e.Message);
        }
    }

    [Trait("Category", "Slow")]
    [PythonFact]
    public void A_crash_is_seen_at_once_though_a_child_lives_on()
    {
        using PythonProcess process = Processes.Start("faults.py:ForksAndDies");
        Stopwatch time = Stopwatch.StartNew();
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(() => Processes.FirstStep(process.Environments[0]));
        Assert.Equal(PythonFailure.Crash, e.Failure);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, 15);
    }

    [PythonFact]
    public void What_is_no_message_ends_the_process()
    {
        using PythonProcess process = Processes.Start("faults.py:Junk");
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(() => Processes.FirstStep(process.Environments[0]));
        Assert.Equal(PythonFailure.Protocol, e.Failure);
        Assert.Contains("wrote a message of kind 255", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", typeof(ArgumentException))]
    [InlineData("corridor.py", typeof(ArgumentException))]
    [InlineData("no_such_file.py:Corridor", typeof(FileNotFoundException))]
    public void A_name_that_cannot_be_one_is_refused_before_a_process_starts(string name, Type exception) =>
        Assert.Throws(exception, () => new PythonEnvironment(name, new() { Interpreter = "no-such-python" }));

    [Fact]
    public void Options_that_cannot_work_are_refused_before_a_process_starts()
    {
        foreach (PythonEnvironmentOptions options in new PythonEnvironmentOptions[]
        {
            new() { KeywordArguments = "[1]" },
            new() { KeywordArguments = "{" },
            new() { KeywordArguments = """{"name": "\ud800"}""" },
            new() { StepTimeout = TimeSpan.Zero },
            new() { StartTimeout = TimeSpan.FromDays(30) },
            new() { WorkingDirectory = "no such folder" },
            new() { Interpreter = " " },
        })
        {
            Assert.ThrowsAny<ArgumentException>(() => new PythonEnvironment("CartPole-v1", options));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new PythonProcess("CartPole-v1", count: 0));
    }
}
