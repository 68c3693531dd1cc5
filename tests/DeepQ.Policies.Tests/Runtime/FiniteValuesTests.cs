using DeepQ.Serving.Runtime;

namespace DeepQ.Policies.Tests.Runtime;

public sealed class FiniteValuesTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void The_first_bad_value_is_found_wherever_it_is(float bad)
    {
        for (int length = 1; length <= 40; length++)
        {
            for (int position = 0; position < length; position++)
            {
                float[] values = [.. Enumerable.Repeat(float.MaxValue, length)];
                values[position] = bad;
                values[^1] = bad;
                Assert.Equal(position, FiniteValues.FirstNonFinite(values));
            }
        }
    }

    [Fact]
    public void Finite_values_are_left_alone()
    {
        float[] values = [0, -0f, float.Epsilon, float.MaxValue, float.MinValue, .. Enumerable.Repeat(0.5f, 30)];

        for (int length = 0; length <= values.Length; length++)
            Assert.Equal(-1, FiniteValues.FirstNonFinite(values.AsSpan(0, length)));
    }
}
