namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with a momentum that can be changed between steps.</summary>
        public interface IMomentum
        {
            double Momentum { get; set; }
        }
    }
}
