namespace DeepQ.Learning.Kernels.Simd;

/// <summary>The numbers of rows and vectors that kernels keep in registers.</summary>
internal static class Constant
{
    internal readonly struct One : IConstant
    {
        public static int Value => 1;
    }

    internal readonly struct Two : IConstant
    {
        public static int Value => 2;
    }

    internal readonly struct Four : IConstant
    {
        public static int Value => 4;
    }

    internal readonly struct Six : IConstant
    {
        public static int Value => 6;
    }

    internal readonly struct Eight : IConstant
    {
        public static int Value => 8;
    }
}
