using Conformance;
using DeepQ.Serving;
using DeepQ.Serving.Policies;

namespace DeepQ.Policies.Tests.Policies;

/// <summary>A policy of every kind that is exported answers as it does in ONNX Runtime.</summary>
public sealed class PolicyKindTests
{
    private const int Rows = 200;
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, byte[]> Kinds = PolicyKinds.All().ToDictionary(kind => kind.Name, kind => kind.Model);

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_answers_as_in_ONNX_Runtime(string name)
    {
        using OnnxPolicy onnx = OnnxPolicy.Load(Kinds[name]);
        using ManagedPolicy managed = ManagedPolicy.Load(Kinds[name]);
        Random random = new(5);
        bool image = onnx.Signature.StateShape.Count > 1;
        float[] states = [.. Enumerable.Range(0, Rows * onnx.ObservationSize)
            .Select(_ => image ? random.Next(256) : (2 * random.NextSingle()) - 1)];
        bool[] legal = onnx.Signature.IsMaskRequired
            ? [.. Enumerable.Range(0, Rows * onnx.ActionCount).Select(i => i % onnx.ActionCount == 0 || random.Next(2) == 0)]
            : [];

        PolicyScores expected = onnx.Evaluate(states, legal), actual = managed.Evaluate(states, legal);

        float scale = Enumerable.Range(0, Rows).Max(row => Greatest(expected.QValues(row)));
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(expected.Action(row), actual.Action(row));
            AssertClose(expected.QValues(row), actual.QValues(row), scale);
            if (onnx.Signature.HasMargin)
                Assert.Equal(expected.Margin(row), actual.Margin(row), Tolerance * scale);
            if (onnx.Signature.Distribution is not null)
                AssertClose(expected.Distributions(row), actual.Distributions(row), Math.Max(1, Greatest(expected.Distributions(row))));
        }
    }

    private static float Greatest(ReadOnlySpan<float> values)
    {
        float greatest = 0;
        foreach (float value in values)
            greatest = Math.Max(greatest, Math.Abs(value));
        return greatest;
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float scale)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance * scale);
    }
}
