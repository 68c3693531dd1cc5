using DeepQ.Learning;
using DeepQ.MLNet.Trainer;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// Failures caused by the settings of a trial, which are reported in its line while the sweep continues.
/// </summary>
internal static class TrialFailure
{
    /// <summary>Returns whether an exception is one of them.</summary>
    public static bool Is(Exception failure) => failure is SweepTrialException or ArgumentException or TrainingDivergedException
        or TrainedPolicyException or PolicyVerificationException;

    /// <summary>Disposes what an exception holds of a training.</summary>
    public static void Dispose(Exception failure)
    {
        (failure as TrainedPolicyException)?.Training.Dispose();
        (failure as TrainingDivergedException)?.LastGood?.Dispose();
    }

    /// <summary>Converts the failures of a trial to one type, which other processes can recognize.</summary>
    /// <exception cref="SweepTrialException">The settings caused a failure.</exception>
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
