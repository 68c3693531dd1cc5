namespace DeepQ.Serving.Runtime;

/// <summary>Thrown where CUDA cannot be used, on the way to where that is an error or a fall back.</summary>
internal sealed class CudaException(CudaProblem problem) : Exception(problem.Reason)
{
    public CudaProblem Problem => problem;
}
