using CsCheck;
using DeepQ.Environments.Checking;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests;

/// <summary>What holds for every environment of the library.</summary>
public sealed class EnvironmentContractTests
{
    // Beside those of the registry, each as it is.
    private static readonly Dictionary<string, Func<IEnvironment>> Others = new()
    {
        ["CliffWalking-v1"] = () => new CliffWalking(maxSteps: 300),
        ["CliffWalking slippery"] = () => new CliffWalking(isSlippery: true, maxSteps: 300),
        ["Taxi with mask"] = () => new Taxi(hasActionMask: true),
        ["GridWorld"] = () => new GridWorld(),
        ["TimeLimit"] = () => new TimeLimit(new CliffWalking(), 50),
        ["RewardScale"] = () => new RewardScale(new Taxi(hasActionMask: true), 0.1),
        ["RewardClip"] = () => new RewardClip(new Taxi()),
        ["FrameStack"] = () => new FrameStack(new CartPole(), 4),
        ["NormalizeObservation"] = () => new NormalizeObservation(new MountainCar(), new RunningStatistics(2), false),
        ["All wrappers"] = () => new FrameStack(new TimeLimit(new RewardScale(new Acrobot(), 2), 40), 3),
    };

    private static readonly Dictionary<string, Func<IEnvironment>> All = EnvironmentRegistry.Standard.Names
        .Except(Others.Keys)
        .Select(name => KeyValuePair.Create(name, () => EnvironmentRegistry.Standard.Make(name)))
        .Concat(Others)
        .ToDictionary();

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_checker_finds_nothing(string name) =>
        Assert.Empty(EnvironmentChecker.Check(All[name](), seed: 11, steps: 3000));

    [Theory]
    [MemberData(nameof(Names))]
    public void Observations_stay_within_the_bounds_whatever_is_done(string name) =>
        Gen.ULong.Sample(seed => StaysWithinBounds(All[name](), seed), iter: 20, threads: 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Errors_name_the_environment_and_the_limit(string name)
    {
        IEnvironment environment = All[name]();
        string early = Assert.Throws<InvalidOperationException>(() => environment.Act(0)).Message;
        Assert.Equal($"{environment.Name} has no episode running: call Reset before Step.", early);

        environment.Start();
        int count = environment.ActionSpace.Count;
        string wrong = Assert.Throws<ArgumentOutOfRangeException>(() => environment.Act(count)).Message;
        Assert.StartsWith($"The actions of {environment.Name} are 0 to {count - 1}.", wrong, StringComparison.Ordinal);

        int size = environment.ObservationSpace.Size;
        Assert.Contains($"there is room for {size - 1}", Assert.ThrowsAny<ArgumentException>(
            () => environment.Reset(new Xoshiro256(0), new float[size - 1])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_that_is_too_short_is_refused(string name)
    {
        IEnvironment environment = All[name]();
        environment.Start();
        double[] state = environment.Save();
        string message = Assert.Throws<ArgumentException>(() => environment.Load(state[1..])).Message;
        Assert.EndsWith(
            $"has {state.Length} values; there is room for {state.Length - 1}.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(4, 2.5)]
    [InlineData(4, 501)]
    [InlineData(5, 2)]
    public void A_state_with_an_impossible_value_is_refused_and_changes_nothing(int index, double value)
    {
        CartPole environment = new();
        environment.Start();
        double[] before = environment.Save();
        double[] broken = [.. before];
        broken[index] = value;
        Assert.Throws<ArgumentException>(() => environment.Load(broken));
        Assert.Equal(before, environment.Save());
    }

    [Fact]
    public void A_limit_of_no_steps_is_refused()
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => new CartPole(maxSteps: 0)).Message;
        Assert.StartsWith("The step limit of CartPole-v1 must be positive", message, StringComparison.Ordinal);
    }

    private static bool StaysWithinBounds(IEnvironment environment, ulong seed)
    {
        Xoshiro256 random = new(seed);
        BoxSpace space = environment.ObservationSpace;
        float[] observation = environment.Start(random);
        for (int step = 0; step < 300; step++)
        {
            for (int i = 0; i < observation.Length; i++)
            {
                if (!(observation[i] >= space.Low[i] && observation[i] <= space.High[i]))
                    return false;
            }

            (StepResult result, observation) = environment.Act(random.Next(environment.ActionSpace.Count), random);
            if (result.Done)
                observation = environment.Start(random);
        }

        return true;
    }
}
