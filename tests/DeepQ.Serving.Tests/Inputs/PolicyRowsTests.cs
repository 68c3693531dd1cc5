using System.Text.Json;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Tests.Inputs;

public sealed class PolicyRowsTests : IDisposable
{
    private readonly OnnxPolicy _policy = OnnxPolicy.Load(HandMadePolicies.Columns(), new() { MaxBatchSize = 2 });

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void Objects_dictionaries_JSON_and_columns_are_the_same_rows()
    {
        ClientRow[] objects =
        [
            new() { Age = 3, Member = true, Scores = [1, 2] },
            new() { Age = 30, Scores = [0.5f, 0] },
            new() { Age = -1, Member = true, Scores = [0, 1] },
        ];
        Dictionary<string, object?>[] dictionaries =
        [
            new() { ["Age"] = 3, ["Member"] = true, ["Scores"] = new List<double> { 1, 2 } },
            new() { ["Age"] = 30.0, ["Member"] = false, ["Scores"] = new object[] { 0.5m, (byte)0 } },
            new() { ["Age"] = (sbyte)-1, ["Member"] = true, ["Scores"] = new[] { 0f, 1 } },
        ];
        JsonElement[] json =
        [
            .. JsonDocument.Parse("""
                [{"Age": 3, "Member": true, "Scores": [1, 2]}, {"Age": 30, "Member": false, "Scores": [0.5, 0]},
                 {"Age": -1, "Member": true, "Scores": [0, 1]}]
                """).RootElement.EnumerateArray(),
        ];
        Dictionary<string, Array> columns = new()
        {
            ["Age"] = new long[] { 3, 30, -1 },
            ["Member"] = new[] { true, false, true },
            ["Scores"] = new float[] { 1, 2, 0.5f, 0, 0, 1 },
        };

        PolicyRows[] all =
        [
            PolicyRows.FromRows(_policy, objects), PolicyRows.FromRows(_policy, dictionaries),
            PolicyRows.FromRows(_policy, json), PolicyRows.FromColumns(_policy, columns),
        ];
        foreach (PolicyRows rows in all)
        {
            float[] qValues = new float[6];
            int[] actions = new int[3];
            _policy.Evaluate(rows, qValues, actions);
            Assert.Equal([4f, 12, 30.5f, 0, -1, 11], qValues);
            Assert.Equal([1, 0, 1], actions);
        }
    }

    [Fact]
    public void One_row_is_acted_on_and_masks_hold()
    {
        PolicyRows row = PolicyRows.FromRow(_policy, new { Age = 5, Member = true, Scores = new[] { 0f, 0 } });
        Assert.Equal(1, _policy.Act(row));
        Assert.Equal(0, _policy.Act(row, [true, false]));
    }

    [Fact]
    public void A_state_is_a_row_too()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        Assert.Equal(["State: Float32 × 2"], policy.Inputs.Select(input => $"{input}"));
        Assert.Equal(1, policy.Act(PolicyRows.FromRow(policy, new { State = new[] { 1f, 0 } })));
    }

    [Theory]
    [InlineData("""{"Member": true, "Scores": [1, 2]}""", "Row 0: column 'Age' is missing. The policy takes Age: Int64, Member: Boolean, Scores: Float32 × 2.")]
    [InlineData("""{"Age": "3", "Member": true, "Scores": [1, 2]}""", "Row 0: column 'Age' is \"3\"; it must be Int64.")]
    [InlineData("""{"Age": 3.5, "Member": true, "Scores": [1, 2]}""", "Row 0: column 'Age' is 3.5; it must be Int64.")]
    [InlineData("""{"Age": 3, "Member": 1, "Scores": [1, 2]}""", "Row 0: column 'Member' is 1; it must be Boolean.")]
    [InlineData("""{"Age": 3, "Member": true, "Scores": [1, 2, 3]}""", "Row 0: column 'Scores' has 3 values; it must be Float32 × 2.")]
    [InlineData("""{"Age": 3, "Member": true, "Scores": [1, null]}""", "Row 0: column 'Scores' has null at position 1; it must be Float32 × 2.")]
    [InlineData("""{"Age": 9.223372036854775808e18, "Member": true, "Scores": [1, 2]}""", "Row 0: column 'Age' is 9.223372036854775808e18; it must be Int64.")]
    [InlineData("""{"Age": 3, "Member": true, "Scores": [1, 1e999]}""", "Row 0: column 'Scores' has 1e999 at position 1; it must be Float32 × 2.")]
    [InlineData("""{"\ud800": 3}""", "Row 0: column 'Age' cannot be read: its row has text that is not valid Unicode.")]
    [InlineData("""{"Age": 3, "Member": true, "Scores": 1}""", "Row 0: column 'Scores' is 1; it must be Float32 × 2.")]
    public void A_row_that_does_not_fit_is_refused_by_its_column(string json, string message)
    {
        PolicyRowException error = Assert.Throws<PolicyRowException>(
            () => PolicyRows.FromRow(_policy, JsonDocument.Parse(json).RootElement));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused()
    {
        AssertRefused(new() { ["Age"] = new long[1] }, "Column 'Member' is missing.");
        AssertRefused(new() { ["Age"] = new int[1] }, "Column 'Age' is Int32[]; it must be Int64[].");
        AssertRefused(
            new() { ["Age"] = new long[3], ["Member"] = new bool[3], ["Scores"] = new float[7] },
            "Column 'Scores' has 7 values; 3 rows of Float32 × 2 have 6.");

        void AssertRefused(Dictionary<string, Array> columns, string message) => Assert.StartsWith(
            message,
            Assert.Throws<PolicyRowException>(() => PolicyRows.FromColumns(_policy, columns)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void States_and_the_rows_of_another_policy_are_refused()
    {
        using OnnxPolicy other = OnnxPolicy.Load(HandMadePolicies.Columns(age: "Years"));
        PolicyRows row = PolicyRows.FromRow(_policy, new ClientRow());
        Assert.StartsWith(
            "The policy takes the columns that its Inputs name, not states",
            Assert.Throws<ArgumentException>(() => _policy.Act([1f])).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "The rows have Age: Int64, Member: Boolean, Scores: Float32 × 2, but the policy takes Years: Int64, Member: Boolean, "
            + "Scores: Float32 × 2.",
            Assert.Throws<ArgumentException>(() => other.Act(row)).Message);
    }

    [Fact]
    public void A_row_that_cannot_be_scored_is_named()
    {
        PolicyRows rows = PolicyRows.FromRows(_policy, new ClientRow[] { new(), new(), new() { Scores = [float.NaN, 0] } });
        UnscorableStateException error = Assert.Throws<UnscorableStateException>(
            () => _policy.Evaluate(rows, new float[6], new int[3]));
        Assert.Equal((2, 0), (error.State, error.Action));
    }
}
