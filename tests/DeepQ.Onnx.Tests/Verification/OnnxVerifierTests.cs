using DeepQ.Onnx.Verification;

namespace DeepQ.Onnx.Tests.Verification;

public class OnnxVerifierTests
{
    private static readonly float[] Low = [-1, 0, float.NegativeInfinity, -float.MaxValue, 5];
    private static readonly float[] High = [1, 255, float.PositiveInfinity, 3, float.PositiveInfinity];

    [Fact]
    public void Observations_lie_within_the_bounds_at_each_batch_size()
    {
        List<(float[] States, int Batch)> seen = [];
        PolicyFunction record = (states, batch) =>
        {
            seen.Add((states, batch));
            return (new float[batch], new long[batch]);
        };

        OnnxVerifier.Compare(record, record, Low, High, new Random(1));

        Assert.Equal([1, 3, 64, 1, 3, 64], seen.Select(call => call.Batch));
        float[] states = seen[^1].States;
        Assert.Equal(64 * 5, states.Length);
        (float From, float To)[] ranges = [(-1, 1), (0, 255), (-10, 10), (-17, 3), (5, 25)];
        for (int column = 0; column < 5; column++)
        {
            float[] values = [.. states.Where((_, i) => i % 5 == column)];
            (float from, float to) = ranges[column];
            Assert.All(values, value => Assert.InRange(value, from, to));
            // 64 uniform draws leave a tenth of the range at an end empty once in 850.
            Assert.InRange(values.Min(), from, from + (0.1f * (to - from)));
            Assert.InRange(values.Max(), to - (0.1f * (to - from)), to);
        }

        Assert.Equal(seen[^1].States, seen[2].States);
    }

    [Fact]
    public void Each_way_gets_states_of_its_own()
    {
        PolicyFunction spoil = (states, batch) =>
        {
            Array.Clear(states);
            return (new float[batch], new long[batch]);
        };
        PolicyFunction look = (states, batch) => ([.. states], new long[batch]);

        VerificationReport report = OnnxVerifier.Compare((states, batch) =>
        {
            (float[] QValues, long[] Actions) result = look(states, batch);
            spoil(states, batch);
            return result;
        }, look, [1], [2], new Random(1));

        Assert.True(report.Passed);
    }

    [Fact]
    public void The_report_gives_the_greatest_differences_of_each_batch()
    {
        // Row 0: Q = (1, 2) against (1, 2.5); row 1: (100, 0) against (101, 0), a hundredth of its size.
        BatchVerification batch = OnnxVerifier.Compare(
            ([1, 2.5f, 101, 0], [1, 0]), ([1, 2, 100, 0], [1, 0]), batch: 2, tolerance: 1e-5);

        Assert.Equal(new BatchVerification(2, 1, 0.25, 0), batch);
    }

    [Fact]
    public void Another_action_counts_only_where_the_values_do_not_tie()
    {
        float[] qValues = [1, 1.00001f, 1, 1.1f, 1, 1];
        BatchVerification batch = OnnxVerifier.Compare(
            (qValues, [0, 0, 2]), (qValues, [1, 1, 0]), batch: 3, tolerance: 1e-5);

        // Row 0 ties within 2e-5; row 1 does not; row 2 names an action that is not there.
        Assert.Equal(2, batch.ActionDisagreements);
    }

    [Fact]
    public void One_wrong_action_does_not_pass()
    {
        Assert.True(new VerificationReport(1e-5, [new(1, 0, 0, 0), new(3, 0, 0, 0)]).Passed);
        Assert.False(new VerificationReport(1e-5, [new(1, 0, 0, 0), new(3, 0, 0, 1)]).Passed);
    }

    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(1f, float.NaN)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    public void A_value_that_is_not_finite_never_passes(float runtime, float network)
    {
        VerificationReport report = OnnxVerifier.Compare(
            Constant(runtime), Constant(network), [0], [1], new Random(1));

        Assert.False(report.Passed);
        Assert.Equal(double.PositiveInfinity, report.MaxAbsoluteDifference);
    }

    [Fact]
    public void Large_values_may_differ_by_what_float_can_hold()
    {
        Assert.True(OnnxVerifier.Compare(Constant(500.001f), Constant(500), [0], [1], new Random(1)).Passed);
        Assert.False(OnnxVerifier.Compare(Constant(500.01f), Constant(500), [0], [1], new Random(1)).Passed);
        Assert.False(OnnxVerifier.Compare(Constant(0.001f), Constant(0), [0], [1], new Random(1)).Passed);
    }

    [Fact]
    public void Outputs_of_the_wrong_length_are_named()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => OnnxVerifier.Compare(
            (states, batch) => (new float[batch], new long[1]), Constant(0), [0], [1], new Random(1)));

        Assert.Equal(
            "A batch of 3 returned 3 Q-values and 1 actions in the runtime, 3 and 3 in the network.", error.Message);
    }

    [Fact]
    public void The_report_reads_as_a_sentence()
    {
        VerificationReport report = new(1e-5, [new(1, 0, 0, 0), new(64, 0.0125, 0.00025, 3)]);

        Assert.Equal(
            "65 rows at batch sizes 1, 64: Q-values differ by at most 0.0125 (0.00025 of their size, limit 1e-05), "
            + "actions differ on 3 rows",
            report.ToString());
    }

    private static PolicyFunction Constant(float value) => (_, batch) =>
    {
        float[] qValues = new float[batch];
        Array.Fill(qValues, value);
        return (qValues, new long[batch]);
    };
}
