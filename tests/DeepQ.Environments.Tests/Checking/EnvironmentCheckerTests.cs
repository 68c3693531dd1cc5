using DeepQ.Environments.Checking;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Checking;

public sealed class EnvironmentCheckerTests
{
    [Theory]
    [InlineData(Fault.NoName, "Name is empty")]
    [InlineData(Fault.NoObservationSpace, "ObservationSpace is null.")]
    [InlineData(Fault.NegativeStateSize, "StateSize is -1; use 0 when the state cannot be saved.")]
    [InlineData(Fault.OutOfBounds, "to position 0 of the observation, whose bounds are 0 and 20.")]
    [InlineData(Fault.NotANumber, "Reset wrote NaN to position 0 of the observation; it must be finite.")]
    [InlineData(Fault.Unwritten, "Reset did not write position 1 of the observation.")]
    [InlineData(Fault.Fraction, "to position 0, which UInt8 cannot hold.")]
    [InlineData(Fault.InfiniteReward, "step 1, returned the reward Infinity; it must be finite.")]
    [InlineData(Fault.OwnGenerator, "Not deterministic: with the same generator and the same actions, step ")]
    [InlineData(Fault.ForgetsToReset, "Not deterministic: with the same generator and the same actions, step 0 ")]
    [InlineData(Fault.StepsAfterTheEnd, "Step after the end of an episode did not throw InvalidOperationException")]
    [InlineData(Fault.AcceptsAnyAction, "Step(2) did not throw ArgumentOutOfRangeException")]
    [InlineData(Fault.NoLegalAction, "No action is legal in a state that does not end the episode.")]
    [InlineData(Fault.PartialMask, "GetActionMask did not write every value")]
    [InlineData(Fault.UndeclaredMask, "GetActionMask makes actions illegal, but HasActionMask is false.")]
    [InlineData(Fault.ResetThrows, "Reset threw NotImplementedException: Later. The check stopped there.")]
    [InlineData(Fault.StepThrows, "step 4, threw FormatException: Three. The check stopped there.")]
    [InlineData(Fault.ForgetsTheClock, "A loaded state does not continue as the saved one did")]
    [InlineData(Fault.LoadsAnotherObservation, "LoadState returned another observation (position 0: ")]
    [InlineData(Fault.SavesTooLittle, "SaveState left value 1 of 3 unwritten, or NaN.")]
    [InlineData(Fault.NeverEnds, "No episode ended within 200 random steps.")]
    public void A_planted_fault_is_found(Fault fault, string sentence)
    {
        IReadOnlyList<string> findings = EnvironmentChecker.Check(new FaultyEnvironment(fault), seed: 1, steps: 200);
        Assert.Contains(findings, finding => finding.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_fault_nothing_is_found() =>
        Assert.Empty(EnvironmentChecker.Check(new FaultyEnvironment(Fault.None), seed: 1, steps: 200));

    [Theory]
    [InlineData(Fault.OutOfBounds)]
    [InlineData(Fault.InfiniteReward)]
    [InlineData(Fault.StepsAfterTheEnd)]
    [InlineData(Fault.LoadsAnotherObservation)]
    public void A_fault_is_reported_once_and_alone(Fault fault) =>
        Assert.Single(EnvironmentChecker.Check(new FaultyEnvironment(fault), seed: 1, steps: 200));

    [Fact]
    public void Two_checks_with_one_seed_report_the_same() => Assert.Equal(
        EnvironmentChecker.Check(new FaultyEnvironment(Fault.OutOfBounds), seed: 4),
        EnvironmentChecker.Check(new FaultyEnvironment(Fault.OutOfBounds), seed: 4));

    [Fact]
    public void At_least_one_step_must_be_asked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EnvironmentChecker.Check(new CartPole(), steps: 0));

    [Theory]
    [InlineData(ElementType.UInt8, -1, 1, 1, "position 0 has the bounds -1 and 1.")]
    [InlineData(ElementType.UInt8, 0, 256, 1, "position 0 has the bounds 0 and 256.")]
    [InlineData(ElementType.Float32, 0, 255, 2, "have the bounds 0 and 255 and the element type Float32, which is not scaled")]
    public void Bounds_that_do_not_fit_their_storage_are_found(
        ElementType type, float low, float high, int channels, string sentence)
    {
        BoxSpace space = new([channels, 2, 2], low, high, type);
        Assert.Contains(sentence, Assert.Single(EnvironmentChecker.CheckSpace(space)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 10, 4, true)]
    [InlineData(84, 84, 4, true)]
    [InlineData(210, 160, 3, true)]
    [InlineData(4, 10, 10, false)]
    [InlineData(4, 84, 84, false)]
    [InlineData(3, 210, 160, false)]
    [InlineData(10, 10, 10, false)]
    [InlineData(8, 9, 4, false)]
    public void Channels_that_stand_last_are_found(int first, int second, int last, bool found)
    {
        IReadOnlyList<string> findings = EnvironmentChecker.CheckSpace(new BoxSpace([first, second, last], 0, 1));
        Assert.Equal(found, findings.Count == 1);
        if (found)
            Assert.EndsWith($"write the channels first: ({last}, {first}, {second}).", findings[0], StringComparison.Ordinal);
        Assert.Empty(EnvironmentChecker.CheckSpace(new BoxSpace([first, second, last], 0, 1), asImage: false));
    }
}
