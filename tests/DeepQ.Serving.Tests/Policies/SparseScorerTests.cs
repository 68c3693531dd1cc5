using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;

namespace DeepQ.Serving.Tests.Policies;

public class SparseScorerTests
{
    private const int Size = 300;
    private const int Actions = 3;

    [Theory]
    [InlineData(false, 16)]
    [InlineData(true, 16)]
    [InlineData(true, 21)]
    public void Values_are_those_of_all_values(bool isScaled, int width)
    {
        Random random = new(1);
        using OnnxPolicy policy = OnnxPolicy.Load(Write(random, isScaled, width));
        using SparseScorer scorer = new(policy);
        (int[] starts, int[] places, float[] values, float[] dense) = Draw(random, 40);
        float[] expected = new float[40 * Actions], actual = new float[40 * Actions];

        policy.QValues(dense, expected);
        scorer.QValues(starts, places, values, actual);

        Assert.True(scorer.IsSparse);
        float scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f * scale));
        // Some of them.
        scorer.QValues(starts.AsSpan(5, 8), places, values, actual.AsSpan(0, 7 * Actions));
        Assert.All(expected.Skip(5 * Actions).Zip(actual.Take(7 * Actions)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f * scale));
    }

    [Fact]
    public void A_policy_that_begins_otherwise_is_given_all_values()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        using SparseScorer scorer = new(policy);
        float[] qValues = new float[4];
        scorer.QValues([0, 1, 1], [1], [5], qValues);

        Assert.False(scorer.IsSparse);
        Assert.Equal([10f, -5, 0, 0], qValues);
    }

    [Fact]
    public void A_state_that_is_too_large_is_told()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(Write(new(1), isScaled: false, 16));
        using SparseScorer scorer = new(policy);

        UnscorableStateException error = Assert.Throws<UnscorableStateException>(
            () => scorer.QValues([0, 1, 3], [0, 0, 1], [1, float.MaxValue, float.MaxValue], new float[2 * Actions]));
        Assert.Equal(1, error.State);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(Write(new(1), isScaled: true, 16)), columns = OnnxPolicy.Load(HandMadePolicies.Columns());
        using SparseScorer scorer = new(policy);

        Assert.Throws<ArgumentException>(() => new SparseScorer(columns));
        Assert.Throws<ArgumentException>(() => scorer.QValues([0, 1], [0], [1], new float[1]));
        Assert.Throws<ArgumentException>(() => scorer.QValues([0, 1], [0, 1], [1], new float[Actions]));
        Assert.Throws<IndexOutOfRangeException>(() => scorer.QValues([0, 1], [Size], [1], new float[Actions]));
    }

    private static (int[] Starts, int[] Places, float[] Values, float[] Dense) Draw(Random random, int count)
    {
        List<int> starts = [0], places = [];
        List<float> values = [];
        float[] dense = new float[count * Size];
        for (int row = 0; row < count; row++)
        {
            for (int place = 0; place < Size; place++)
            {
                if (random.Next(50) > 0)
                    continue;
                places.Add(place);
                values.Add(random.NextSingle());
                dense[(row * Size) + place] = values[^1];
            }

            starts.Add(places.Count);
        }

        return ([.. starts], [.. places], [.. values], dense);
    }

    // Some columns have offsets, so that zeros do not stay zeros there.
    private static byte[] Write(Random random, bool isScaled, int width)
    {
        PolicyLayer[] layers =
        [
            new ScalingLayer(Values(Size, i => i % 40 == 0 ? 0.5f : 0), Values(Size, i => 1 + (i % 3))),
            new LinearLayer(Values(width * Size, _ => random.NextSingle() - 0.5f), Values(width, _ => random.NextSingle())),
            new ActivationLayer(PolicyActivation.ReLU),
            new LinearLayer(Values(Actions * width, _ => random.NextSingle() - 0.5f), new float[Actions]),
        ];
        return PolicyGraph.ToBytes(isScaled ? layers : layers[1..], HandMadePolicies.Metadata([Size], ["a", "b", "c"]));

        static float[] Values(int count, Func<int, float> value) => [.. Enumerable.Range(0, count).Select(value)];
    }
}
