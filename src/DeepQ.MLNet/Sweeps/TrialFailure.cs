using DeepQ.Learning;
using DeepQ.MLNet.Trainer;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Failures that lie in the settings of a trial, which are told in its line while the sweep goes on.</summary>
internal static class TrialFailure
{
    /// <summary>Whether a failure is one of them.</summary>
    public static bool Is(Exception failure) => failure is SweepTrialException or ArgumentException or TrainingDivergedException
        or TrainedPolicyException or PolicyVerificationException;

    /// <summary>Frees what a failure holds of a training.</summary>
    public static void Dispose(Exception failure)
    {
        (failure as TrainedPolicyException)?.Training.Dispose();
        (failure as TrainingDivergedException)?.LastGood?.Dispose();
    }

    /// <summary>Gives the failures of a trial one type, which other processes can tell.</summary>
    /// <exception cref="SweepTrialException">It failed by its settings.</exception>
    public static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is not SweepTrialException && Is(failure))
        {
            Dispose(failure);
            throw new SweepTrialException(failure.Message, failure);
        }
    }
}
