namespace DeepQ.Environments.Tests.Support;

/// <summary>Short forms for calls that tests make all the time.</summary>
internal static class EnvironmentExtensions
{
    public static float[] Start(this IEnvironment environment, Random? random = null)
    {
        float[] observation = new float[environment.ObservationSpace.Size];
        environment.Reset(random ?? new Xoshiro256(0), observation);
        return observation;
    }

    public static (StepResult Result, float[] Observation) Act(
        this IEnvironment environment, int action, Random? random = null)
    {
        float[] observation = new float[environment.ObservationSpace.Size];
        StepResult result = environment.Step(action, random ?? new Xoshiro256(0), observation);
        return (result, observation);
    }

    public static float[] Load(this IEnvironment environment, params double[] state)
    {
        float[] observation = new float[environment.ObservationSpace.Size];
        environment.LoadState(state, observation);
        return observation;
    }

    public static double[] Save(this IEnvironment environment)
    {
        double[] state = new double[environment.StateSize];
        environment.SaveState(state);
        return state;
    }
}
