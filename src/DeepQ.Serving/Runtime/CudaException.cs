namespace DeepQ.Serving.Runtime;

/// <summary>Thrown when CUDA cannot be used; the caller turns it into an error or a fallback.</summary>
internal sealed class CudaException(CudaProblem problem) : Exception(problem.Reason)
{
    public CudaProblem Problem => problem;
}
