using DeepQ.Serving.Compression;

namespace DeepQ.Serving.Tests.Compression;

public sealed class PolicyCompressionTests
{
    private static readonly byte[] Model = HandMadePolicies.Random(inputs: 4, width: 64, actions: 3);
    private static readonly float[] States = HandMadePolicies.States(4 * 500);

    [Theory]
    [InlineData(PolicyPrecision.Int8, 0.95)]
    [InlineData(PolicyPrecision.Float16, 0.99)]
    public void The_report_has_the_agreement_that_the_policies_show(PolicyPrecision precision, double least)
    {
        CompressedPolicy compressed = PolicyCompression.Compress(Model, precision, States, least);

        using OnnxPolicy original = OnnxPolicy.Load(Model), smaller = OnnxPolicy.Load(compressed.Model);
        int[] a = new int[500], b = new int[500];
        original.Act(States, a);
        smaller.Act(States, b);
        Assert.Equal(a.Zip(b).Count(pair => pair.First == pair.Second) / 500.0, compressed.Report.ActionAgreement);
        Assert.Equal((Model.Length, compressed.Model.Length), (compressed.Report.OriginalBytes, compressed.Report.Bytes));
        Assert.InRange(compressed.Report.MeanQError, double.Epsilon, compressed.Report.MaxQError);
        Assert.InRange(compressed.Report.MaxQError, 0, 0.05);
    }

    [Fact]
    public void A_fit_is_measured_on_the_last_quarter_of_the_states()
    {
        CompressedPolicy compressed = PolicyCompression.Compress(Model, PolicyPrecision.Int8Fitted, States, 0.98);

        using OnnxPolicy original = OnnxPolicy.Load(Model), smaller = OnnxPolicy.Load(compressed.Model);
        int[] a = new int[125], b = new int[125];
        original.Act(States.AsSpan(4 * 375), a);
        smaller.Act(States.AsSpan(4 * 375), b);
        Assert.Equal(125, compressed.Report.States);
        Assert.Equal(a.Zip(b).Count(pair => pair.First == pair.Second) / 125.0, compressed.Report.ActionAgreement);
        Assert.StartsWith("Int8Fitted: the same action in ", $"{compressed.Report}", StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PolicyCompression.Compress(Model, PolicyPrecision.Int8Fitted, States.AsSpan(0, 4)));
    }

    [Fact]
    public void A_policy_that_agrees_too_seldom_is_refused()
    {
        // Two actions that differ by a thousandth of their weights: 7 bits cannot tell them apart.
        byte[] close = HandMadePolicies.Close();

        var error = Assert.Throws<PolicyAgreementException>(
            () => PolicyCompression.Compress(close, PolicyPrecision.Int8, [1, 1, -1, -1, 0.5f, 0.5f], 0.9));

        Assert.StartsWith("The compressed policy is refused: 90% agreement was asked for. Int8: ", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Report.ActionAgreement, 0, 0.89);
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PolicyCompression.Compress(Model, PolicyPrecision.Int8, States, 1.1));
        Assert.Throws<ArgumentException>(() => PolicyCompression.Compress(Model, PolicyPrecision.Int8, []));
        Assert.Throws<ArgumentException>(() => PolicyCompression.Compress(Model, PolicyPrecision.Int8, [1, 2, 3]));
    }
}
