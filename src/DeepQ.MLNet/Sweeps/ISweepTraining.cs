namespace DeepQ.MLNet.Sweeps;

/// <summary>A completed training of a sweep, with its policy.</summary>
public interface ISweepTraining : IDisposable
{
    /// <summary>The mean return of the first evaluation episodes.</summary>
    double Score { get; }

    /// <summary>Describes how the score was computed.</summary>
    string Description { get; }

    /// <summary>Evaluates the policy on other episodes.</summary>
    /// <param name="set">The number of a set of episodes, from 1. The same set gives the same score.</param>
    /// <returns>The mean return, and how it was computed.</returns>
    /// <exception cref="SweepTrialException">The policy cannot be evaluated.</exception>
    /// <exception cref="OperationCanceledException">The sweep was canceled.</exception>
    (double Score, string Description) Judge(int set);

    /// <summary>Writes the policy to an ONNX file after comparing it with the network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SweepTrialException">The policy cannot be exported, or the file does not agree with the network.</exception>
    /// <exception cref="OperationCanceledException">The sweep was canceled.</exception>
    void Save(string path);
}
