using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Renewal;

public sealed class ResetOptionsTests
{
    [Fact]
    public void Resets_come_at_multiples_of_the_period_until_there_are_no_more()
    {
        ResetOptions options = new() { Period = 10, Until = 30 };
        Assert.Equal([10, 20, 30], Enumerable.Range(0, 61).Where(update => options.IsDue(update)));
        options.Until = 29;
        Assert.Equal([10, 20], Enumerable.Range(0, 61).Where(update => options.IsDue(update)));
        options.Until = null;
        Assert.Equal(6, Enumerable.Range(0, 61).Count(update => options.IsDue(update)));
    }

    // Half way 1 − γ is √(0.03 · 0.003) and n is √(10 · 3) = 5.48; a quarter of the way n is 10^¾ 3^¼ = 7.40.
    [Theory]
    [InlineData(0, 0.97, 10)]
    [InlineData(25, 0.9831295, 7)]
    [InlineData(50, 0.9905132, 5)]
    [InlineData(100, 0.997, 3)]
    [InlineData(399, 0.997, 3)]
    [InlineData(400, 0.97, 10)]
    [InlineData(450, 0.9905132, 5)]
    [InlineData(800, 0.97, 10)]
    [InlineData(1_250, 0.997, 3)]
    public void Gamma_and_n_go_to_those_of_the_settings_after_each_reset(long updates, double gamma, int steps)
    {
        ResetOptions options = new() { Period = 400, Until = 1_000, FirstGamma = 0.97, FirstNStep = 10, AnnealingUpdates = 100 };
        Horizon horizon = options.HorizonAt(updates, new Horizon(0.997, 3));
        Assert.Equal(gamma, horizon.Gamma, 1e-6);
        Assert.Equal(steps, horizon.NStep);
    }

    [Fact]
    public void They_stay_where_no_others_are_set()
    {
        ResetOptions options = new() { Period = 400 };
        Assert.Equal(new Horizon(0.99, 2), options.HorizonAt(1, new Horizon(0.99, 2)));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        DqnOptions options = new()
        {
            Gamma = 1,
            Resets = new() { Head = false, BodyShare = 0, Optimizer = false, FirstGamma = 0.9 },
            CreateNetwork = (_, _, _) => throw new InvalidOperationException(),
        };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("Resets must be null with CreateNetwork", message, StringComparison.Ordinal);
        Assert.Contains("Resets must reset something", message, StringComparison.Ordinal);
        Assert.Contains("Resets.FirstGamma must be null with a Gamma of 1", message, StringComparison.Ordinal);
    }

    // Rewards 1, 2, 4, … of one episode: with γ = ½ each counts 1.
    [Fact]
    public void The_replay_gives_returns_of_any_length()
    {
        ReplayBuffer replay = new(8, 1);
        for (int i = 0; i < 8; i++)
            replay.Add([i], 0, 1 << i, [i + 1], terminated: i == 7);
        ReplaySampler sampler = new(replay, new DqnOptions { BatchSize = 64, Gamma = 0.5 }.ToReplay(), new Xoshiro256(1));
        TransitionBatch batch = replay.NewBatch(64);
        foreach (int steps in (int[])[1, 3, 5])
        {
            sampler.Sample(batch, 0, new Horizon(0.5, steps));
            for (int i = 0; i < batch.Size; i++)
            {
                int taken = Math.Min(steps, 8 - (int)batch.States[i]);
                Assert.Equal(taken * MathF.Pow(2, batch.States[i]), batch.Rewards[i]);
                Assert.Equal(batch.States[i] + taken == 8 ? 0 : MathF.Pow(0.5f, taken), batch.Discounts[i]);
                Assert.Equal(batch.States[i] + taken, batch.NextStates[i]);
            }
        }
    }
}
