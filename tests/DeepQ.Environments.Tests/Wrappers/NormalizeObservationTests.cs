using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tests.Support;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Wrappers;

public sealed class NormalizeObservationTests
{
    [Fact]
    public void Observations_are_counted_in_before_they_are_normalized()
    {
        NormalizeObservation environment = new(new CountingEnvironment(9));
        environment.Start();
        float[] observation = environment.Act(0).Observation;

        RunningStatistics expected = new(2);
        expected.Update([0, 0]);
        expected.Update([0, 1]);
        float[] vector = [0, 1];
        expected.Normalize(vector);
        Assert.Equal(vector, observation);
        Assert.Equal(expected.Mean, environment.Statistics.Mean);
        Assert.Equal(2.0001, environment.Statistics.Count, 12);
    }

    [Fact]
    public void Without_update_the_statistics_stay()
    {
        RunningStatistics statistics = new(2);
        NormalizeObservation environment = new(new CountingEnvironment(9), statistics, update: false);
        environment.Start();
        Assert.Equal([0, 1], environment.Act(0).Observation);
        Assert.Equal(1e-4, statistics.Count);
    }

    [Fact]
    public void After_a_walk_the_statistics_are_those_of_the_raw_observations()
    {
        NormalizeObservation environment = new(new Acrobot());
        Walk(environment);
        List<float[]> raw = Walk(new Acrobot());
        for (int position = 0; position < 6; position++)
        {
            double mean = raw.Average(observation => (double)observation[position]);
            double variance = raw.Average(observation => Math.Pow(observation[position] - mean, 2));
            Assert.Equal(mean, environment.Statistics.Mean[position], 5);
            Assert.Equal(variance, environment.Statistics.Variance[position], 5);
        }

        static List<float[]> Walk(IEnvironment environment)
        {
            Xoshiro256 random = new(1);
            List<float[]> seen = [environment.Start(random)];
            while (seen.Count < 400)
                seen.Add(environment.Act(random.Next(3), random).Observation);
            return seen;
        }
    }

    [Fact]
    public void A_loaded_state_brings_back_observation_and_statistics()
    {
        NormalizeObservation environment = new(new MountainCar());
        environment.Start();
        float[] shown = environment.Act(2).Observation;
        NormalizeObservation restored = new(new MountainCar());
        Assert.Equal(shown, restored.Load(environment.Save()));
        Assert.Equal(environment.Act(0).Observation, restored.Act(0).Observation);
    }

    [Fact]
    public void Statistics_of_other_vectors_are_refused() => Assert.StartsWith(
        "CartPole-v1 has 4 observed values; the statistics are of 2.",
        Assert.Throws<ArgumentException>(() => new NormalizeObservation(new CartPole(), new(2))).Message,
        StringComparison.Ordinal);
}
