using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Tests.Policies;

/// <summary>Whatever a file holds, it is served or refused: nothing crashes, hangs or throws anything else.</summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Three_thousand_mutations_of_policies_act_or_are_refused(int seed)
    {
        Random random = new(seed);
        byte[][] models = [.. FuzzedPolicies.All()];
        (int served, int refused) = (0, 0);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] model = FuzzedPolicies.Mutate(models[i % models.Length], random);
            long start = Environment.TickCount64;
            if (Serves(model))
                served++;
            else
                refused++;
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, $"Mutation {i} of seed {seed} hangs.");
        }

        Assert.InRange(served, 100, 2_900);
        Assert.InRange(refused, 100, 2_900);
    }

    [Fact]
    public void Every_truncation_is_refused_or_acts()
    {
        byte[] model = HandMadePolicies.Foreign();

        int served = Enumerable.Range(0, model.Length).Count(length => Serves(model[..length]));

        Assert.Equal(0, served);
    }

    [Fact]
    public void A_refused_file_is_not_held()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("policy.onnx");
        File.WriteAllBytes(path, HandMadePolicies.Linear()[..^3]);

        Assert.Throws<PolicyFormatException>(() => OnnxPolicy.Load(path));

        using FileStream alone = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    // Any exception but PolicyFormatException fails the test that calls this.
    private static bool Serves(byte[] model)
    {
        try
        {
            using OnnxPolicy policy = OnnxPolicy.Load(model);
            float[] states = new float[3 * policy.ObservationSize];
            states.AsSpan().Fill(0.5f);
            bool[] legal = policy.Signature.IsMaskRequired ? new bool[3 * policy.ActionCount] : [];
            legal.AsSpan().Fill(true);
            if (policy.Signature.TakesColumns)
                policy.Evaluate(PolicyRows.Empty(policy.Inputs, 3), new float[3 * policy.ActionCount], new int[3], legal);
            else
                policy.Evaluate(states, new float[3 * policy.ActionCount], new int[3], legal);
            return true;
        }
        catch (PolicyFormatException)
        {
            return false;
        }
    }
}
